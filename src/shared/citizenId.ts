/**
 * Whether a text seems to hold somebody's citizen number: twelve figures as the căn cước has them (Luật Căn cước số
 * 26/2023/QH15), or nine beside a word for it. Numbers of documents, telephones and sums are no citizen numbers, and a
 * guess is no proof: the screen warns, the server refuses nothing.
 */
export function seemsCitizenNumber(text: string): boolean {
  const word = /(?<!\p{L})(?:cccd|cmnd|cmt|căn cước|chứng minh|định danh)(?!\p{L})/iu
  const twelve = /(?<![\d.,/-])0\d{2}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d/-])/u
  const nine = /(?<!\d)\d{3}[ .]?\d{3}[ .]?\d{3}(?!\d)/u
  return twelve.test(text) || (word.test(text.normalize('NFC')) && nine.test(text))
}
