import { expect, test } from "vitest";
import { flawOf, randomDocument, seeded } from "./random-documents.ts";

test("every character of a region leads to itself, in 500 random documents", () => {
  const random = seeded(7);
  for (let i = 0; i < 500; i++) {
    const document = randomDocument(random);
    const flaw = flawOf(document);
    expect(flaw && `${flaw}\n${document.path}\n${document.text}`).toBeUndefined();
  }
}, 30_000);
