// Text before it is measured and cut: nothing invisible, nothing that turns the direction of its neighbours, single spaces.

// oxlint-disable-next-line no-control-regex
const odd =
  /[\u034f\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180b-\u180f\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\ufff0-\uffff]|[\ud800-\udfff]| {2}/
/** Soft hyphens, zero-width spaces, word joiners, direction marks, embeddings and isolates, language tags. */
const invisible =
  /[\u034f\u00ad\u061c\u115f\u1160\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e001f}]/gu
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
// oxlint-disable-next-line no-control-regex
const spaces = /[\s\u0000-\u001f\u007f-\u009f\u1680\u180e]+/g

/** Joiners stay: Persian, Indic scripts and emoji are spelt with them. Idempotent; linear. */
export function cleanText(text: string): string {
  if (!odd.test(text)) return text.trim()
  return text.replace(invisible, '').replace(loneSurrogate, '\ufffd').replace(spaces, ' ').trim()
}
