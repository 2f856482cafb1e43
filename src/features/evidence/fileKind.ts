/** Kinds of files that are taken as evidence, and how a file's name is made safe and true. */

export const fileKinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'], label: 'PDF' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
    label: 'Word (DOCX)',
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
    label: 'Excel (XLSX)',
  },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'], label: 'JPEG' },
  png: { mediaType: 'image/png', extensions: ['png'], label: 'PNG' },
  webp: { mediaType: 'image/webp', extensions: ['webp'], label: 'WebP' },
  heic: { mediaType: 'image/heic', extensions: ['heic', 'heif'], label: 'HEIC' },
} as const satisfies Record<string, { mediaType: string; extensions: readonly [string, ...string[]]; label: string }>

export type FileKind = keyof typeof fileKinds

/** Kinds that a camera makes, with the place where it stood. */
export const pictureKinds = ['jpeg', 'png', 'webp', 'heic'] as const satisfies readonly FileKind[]
export type PictureKind = (typeof pictureKinds)[number]
export const isPictureKind = (kind: FileKind): kind is PictureKind => pictureKinds.some((known) => known === kind)

const isFileKind = (text: string): text is FileKind => Object.hasOwn(fileKinds, text)
export const fileKindCodes: readonly FileKind[] = Object.keys(fileKinds).filter(isFileKind)

/** Fifty megabytes a file: a scanned dossier of some hundred pages. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024
/** Files one account may have on their way at once. */
export const MAX_OPEN_UPLOADS = 30
/** Days an unfinished upload is kept, so that it can go on after a weekend without a network. */
export const UPLOAD_KEPT_DAYS = 7

const MAX_NAME = 120
const MAX_EXTENSION = 10

/** The kind stored under a media type. */
export function kindOfMediaType(mediaType: string | null): FileKind | null {
  return fileKindCodes.find((kind) => fileKinds[kind].mediaType === mediaType) ?? null
}

/** Kinds a page may show in place; the rest are downloaded. HEIC is not shown by most browsers. */
export const shownInPlace: readonly FileKind[] = ['pdf', 'jpeg', 'png', 'webp']

/** Names a file may not have on Windows, whatever follows the dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/iu
/** Control characters, marks that change the direction of reading (`gpj.exe` shown as `exe.jpg`), unpaired surrogates. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

/**
 * A name that is only a name: composed (NFC), without path, control and direction characters or what file systems refuse,
 * at most 120 characters, its extension kept. What is left empty becomes `tep`.
 */
export function tidyFileName(raw: string): string {
  const composed = raw.replace(INVISIBLE, '').normalize('NFC')
  const last = composed.split(/[/\\]/u).at(-1) ?? ''
  const plain = trimmed(last.replace(/[<>:"|?*]/gu, '_').replace(/\s+/gu, ' '))
  const { stem, extension } = splitName(plain)
  const room = MAX_NAME - (extension === '' ? 0 : extension.length + 1)
  const cut = trimmed(cutTo(stem, room)) || 'tep'
  const safe = RESERVED.test(cut.split('.')[0]?.trim() ?? '') ? cutTo(`_${cut}`, room) : cut
  return extension === '' ? safe : `${safe}.${extension}`
}

/** Dots and spaces at either end hide a file or vanish on Windows. */
const trimmed = (text: string): string => text.replace(/^[.\s]+|[.\s]+$/gu, '')

/** At most `room` units of UTF-16, never ending within a character or before its combining mark. */
function cutTo(text: string, room: number): string {
  if (text.length <= room) return text
  let cut = ''
  for (const character of text) {
    if (cut.length + character.length > room) break
    cut += character
  }
  return cut
}

function splitName(name: string): { stem: string; extension: string } {
  const parts = /^(.+)\.([\p{L}\p{N}]+)$/u.exec(name)
  const [, stem = name, extension = ''] = parts ?? []
  return extension.length > MAX_EXTENSION ? { stem: name, extension: '' } : { stem, extension }
}

export type TrueName = { fileName: string; wrongExtension: string | null }

/**
 * The content wins over the name: a file that calls itself something else gets the extension of what it is, and the wrong
 * one is told.
 */
export function trueName(fileName: string, kind: FileKind): TrueName {
  const { stem, extension } = splitName(tidyFileName(fileName))
  const extensions: readonly string[] = fileKinds[kind].extensions
  if (extensions.includes(extension.toLowerCase())) return { fileName: tidyFileName(fileName), wrongExtension: null }
  return { fileName: tidyFileName(`${stem}.${fileKinds[kind].extensions[0]}`), wrongExtension: extension }
}
