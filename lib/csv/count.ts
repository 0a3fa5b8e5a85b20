const X_LINK_LENGTH = 23;

/** Endings under which X makes a link of a bare host such as `acme.com/offer`. */
const LINK_ENDINGS = new Set(
  (
    "com net org info biz io co ai app dev shop store online site website blog link page news club live world agency " +
    "studio design health dental care clinic restaurant cafe events email global digital media social tech cloud " +
    "me tv ly gl be to gg fm us ca mx br ar cl pe uk ie de at ch fr es it pt nl lu dk se no fi is pl cz sk hu ro gr tr " +
    "eu ru ua in pk jp cn hk tw kr sg my th vn ph id au nz za ng ke eg ae sa il xyz top pro gov edu mil int mobi"
  ).split(" "),
);

function isHostCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 46
  );
}

/** Printable ASCII that a path may hold; a wide character ends a link, as in Japanese text without spaces. */
function isPathCode(code: number): boolean {
  return code > 32 && code < 127 && code !== 34 && code !== 60 && code !== 62 && code !== 92 && code !== 94;
}

const TRAILING = ".,!?;:'\")]}*";

/** The first link at or after `from` as X sees it: with its scheme or a bare host with a known ending. */
export function findLink(text: string, from: number): { start: number; end: number } | null {
  for (let dot = text.indexOf(".", from); dot !== -1; dot = text.indexOf(".", dot + 1)) {
    let start = dot;
    while (start > from && isHostCode(text.charCodeAt(start - 1))) start--;
    let end = dot + 1;
    while (end < text.length && isHostCode(text.charCodeAt(end))) end++;
    let hostEnd = end;
    while (hostEnd > dot && (text[hostEnd - 1] === "." || text[hostEnd - 1] === "-")) hostEnd--;
    const scheme = schemeBefore(text, start, from);
    const isLink =
      hostEnd > dot + 1 &&
      start < dot &&
      text[start - 1] !== "@" &&
      endsAsLink(text, start, hostEnd, scheme > 0);
    if (!isLink) {
      dot = Math.max(dot, end - 1);
      continue;
    }
    if (hostEnd === end) {
      const next = text[end];
      if (
        next === "/" ||
        next === "?" ||
        next === "#" ||
        (next === ":" && /^:\d/.test(text.slice(end, end + 2)))
      ) {
        while (end < text.length && isPathCode(text.charCodeAt(end))) end++;
        while (end > hostEnd && TRAILING.includes(text[end - 1] ?? " ")) end--;
      }
    } else end = hostEnd;
    return { start: start - scheme, end };
  }
  return null;
}

function schemeBefore(text: string, start: number, from: number): number {
  if (start - 7 >= from && text.slice(start - 7, start).toLowerCase() === "http://") return 7;
  if (start - 8 >= from && text.slice(start - 8, start).toLowerCase() === "https://") return 8;
  return 0;
}

function endsAsLink(text: string, start: number, end: number, hasScheme: boolean): boolean {
  const ending = text.slice(text.lastIndexOf(".", end - 1) + 1, end).toLowerCase();
  if (text.lastIndexOf(".", end - 1) <= start) return false;
  return hasScheme ? /^[a-z]{2,}$/.test(ending) : LINK_ENDINGS.has(ending);
}

/**
 * Characters as X weighs them: a link is 23 whatever its length, an emoji (with all its joiners and skin tones) and
 * every wide character 2, the rest 1.
 */
export function countForX(text: string): number {
  let count = 0;
  let from = 0;
  for (let link = findLink(text, 0); link; link = findLink(text, from)) {
    count += weigh(text, from, link.start) + X_LINK_LENGTH;
    from = link.end;
  }
  return count + weigh(text, from, text.length);
}

function weigh(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    if (code < 0x300) {
      // A keycap (1️⃣) or a presentation mark (©️) makes an emoji of a narrow character.
      const length = at + 1 < to && text.charCodeAt(at + 1) > 0x2000 ? narrowEmoji(text, at) : 0;
      count += length > 0 ? 2 : 1;
      at += length || 1;
      continue;
    }
    if (code <= 0x36f) {
      // X counts after composition: a combining accent belongs to its letter.
      at++;
      continue;
    }
    const point = text.codePointAt(at) ?? code;
    count += isNarrow(point) ? 1 : 2;
    at = isNarrow(point) ? at + 1 : endOfSequence(text, at, point);
  }
  return count;
}

function narrowEmoji(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === 0x20e3) return 2;
  if (next !== 0xfe0f) return 0;
  return text.charCodeAt(at + 2) === 0x20e3 ? 3 : 2;
}

/** End of the emoji sequence that begins at `at`: marks, skin tones, tags, joined emoji and flags belong to it. */
function endOfSequence(text: string, at: number, first: number): number {
  let end = at + (first > 0xffff ? 2 : 1);
  if (isFlagLetter(first) && isFlagLetter(text.codePointAt(end) ?? 0)) return end + 2;
  for (;;) {
    const point = text.codePointAt(end) ?? 0;
    const isTone = point >= 0x1f3fb && point <= 0x1f3ff;
    const isTag = point >= 0xe0020 && point <= 0xe007f;
    if (point === 0xfe0f) end += 1;
    else if (isTone || isTag) end += 2;
    else if (point === 0x200d) {
      const joined = text.codePointAt(end + 1) ?? 0;
      if (joined < 0x2190) return end;
      end += joined > 0xffff ? 3 : 2;
    } else return end;
  }
}

const isFlagLetter = (point: number): boolean => point >= 0x1f1e6 && point <= 0x1f1ff;

function isNarrow(point: number): boolean {
  return (
    point <= 0x10ff ||
    (point >= 0x2000 && point <= 0x200d) ||
    (point >= 0x2010 && point <= 0x201f) ||
    (point >= 0x2032 && point <= 0x2037)
  );
}

const WIDE_LETTER = /[\p{L}\p{M}\p{N}]/u;

function isWordCode(code: number): boolean {
  if (code > 127) return WIDE_LETTER.test(String.fromCharCode(code));
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** Hashtags a network would see: a `#` at a word's start, followed by letters, digits or underscores. */
export function countHashtags(text: string): number {
  let count = 0;
  for (let at = text.indexOf("#"); at !== -1; at = text.indexOf("#", at + 1)) {
    const before = at === 0 ? 32 : text.charCodeAt(at - 1);
    if (before === 38 || isWordCode(before)) continue;
    let end = at + 1;
    while (end < text.length && isWordCode(text.charCodeAt(end))) end++;
    if (end > at + 1) count++;
  }
  return count;
}
