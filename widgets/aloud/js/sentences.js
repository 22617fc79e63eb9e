// A text's sentences, and a mark for each: the same as sentences.py. And the highlight of one that is read.
export function sentences(text) {
  return text.normalize("NFC").replace(/([.!?…؟։।;:])\s+(?=\S)/g, "$1\n").split(/\n+/)
    .map((part) => part.replace(/\s+/g, " ").trim()).filter((part) => /\p{L}/u.test(part));
}

const MASK = (1n << 64n) - 1n;

export function markOf(sentence) {
  let mark = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(sentence)) mark = ((mark ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return mark.toString(16).padStart(16, "0");
}

// Highlights a sentence where it stands; gives a function that takes the highlight away.
export function highlighted({ holder, words }) {
  const first = words.slice(0, 12);
  const node = [...holder.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.data.includes(first));
  if (!node) return () => {};
  const start = node.data.indexOf(first);
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, Math.min(start + words.length, node.data.length));
  const mark = document.createElement("mark");
  mark.className = "speaking";
  range.surroundContents(mark);
  mark.scrollIntoView({ block: "nearest" });
  return () => {
    if (!mark.isConnected) return;
    mark.replaceWith(...mark.childNodes);
    holder.normalize();
  };
}
