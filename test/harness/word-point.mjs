/**
 * Centre of the first visible occurrence of a word in the editor, in pixels of the page.
 * @param {import("playwright-core").Page} page
 * @param {string} word
 * @returns {Promise<{ x: number, y: number }>}
 */
export function wordPoint(page, word) {
  return page.evaluate(find, word);
}

/**
 * Runs in the page. Neighbours of one colour share an element, so the word is found in the text and not by an element.
 * @param {string} word
 */
function find(word) {
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const at = text.nodeValue?.indexOf(word) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + word.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
  }
  throw new Error(`${word} is not in the visible part of the editor.`);
}
