// A name with the letters that were typed marked in it, as the server finds them: at the beginnings of its words.

const WORD = /([\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*)/u;

const fold = (text) => text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase();

export function marked(name, typed) {
  const begins = typed.split(/\s+/).map(fold).filter(Boolean);
  return name.split(WORD).flatMap((part) => {
    const length = WORD.test(part) ? markedLength([...part], begins) : 0;
    if (!length) return [part];
    const letters = document.createElement("b");
    letters.textContent = [...part].slice(0, length).join("");
    return [letters, [...part].slice(length).join("")];
  });
}

// How many characters of the word the longest of the beginnings takes, its accents included.
function markedLength(characters, begins) {
  const word = fold(characters.join(""));
  const longest = Math.max(0, ...begins.filter((each) => word.startsWith(each)).map((each) => each.length));
  let length = 0;
  while (length < characters.length && fold(characters.slice(0, length).join("")).length < longest) length += 1;
  while (length && /^\p{M}$/u.test(characters[length] ?? "")) length += 1;
  return length;
}
