/**
 * The spelling of ids that the service stores and publishes: Unicode's NFC, and one spelling for a few others that look
 * the same in every font. The same rules as in the service (`docs/ids.md`). Uses no DOM.
 */

const NOT_ASCII = /[^\x20-\x7e]/;

const SAME_LOOK = [
  [/\u0e40\u0e40/g, '\u0e41'], // Thai SARA AE
  [/\u0ec0\u0ec0/g, '\u0ec1'], // Lao EI
  [/\u0e4d([\u0e48-\u0e4b]?)\u0e32/g, '$1\u0e33'], // Thai SARA AM, with a tone mark
  [/\u0ecd([\u0ec8-\u0ecb]?)\u0eb2/g, '$1\u0eb3'], // Lao AM, with a tone mark
  [/\u0edc/g, '\u0eab\u0e99'], // Lao HO NO
  [/\u0edd/g, '\u0eab\u0ea1'] // Lao HO MO
];

/** Persian and Urdu digits are the Arabic-Indic digits with other code points. */
const PERSIAN_DIGIT = /[\u06f0-\u06f9]/g;

const PERSIAN_TO_ARABIC = 0x660 - 0x6f0;

/** @param {string} text @returns {string} */
export function normalForm(text) {
  if (!NOT_ASCII.test(text)) {
    return text;
  }
  let normal = text.normalize('NFC');
  for (const [seen, spelling] of SAME_LOOK) {
    normal = normal.replace(seen, spelling);
  }
  return normal.replace(PERSIAN_DIGIT, digit => String.fromCharCode(digit.charCodeAt(0) + PERSIAN_TO_ARABIC))
    .normalize('NFC');
}
