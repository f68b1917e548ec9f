import { expect, test } from "vitest";
import { flawOf, randomDocument, seeded } from "./random-documents.ts";
import { samples } from "../samples.ts";

test("every character of a region leads to itself, in random documents", () => {
  const random = seeded(7);
  for (let i = 0; i < samples(500); i++) {
    const document = randomDocument(random);
    const flaw = flawOf(document);
    expect(flaw && `${flaw}\n${document.path}\n${document.text}`).toBeUndefined();
  }
}, 30_000);
