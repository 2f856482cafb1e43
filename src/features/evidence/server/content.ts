/** What a file really is, from its content alone: its name and the sender's word count for nothing. */
import { type FileHandle, open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { type FileKind, kindOfMediaType, MAX_FILE_BYTES } from '../fileKind.ts'
import type { ContentRefusal } from '../refusal.ts'
import { activeContent, readThrough } from './pdf.ts'
import { hasEnd, hasFrame, hasWholeBoxes, hasWholeChunks } from './picture.ts'
import { findZipEnd, openOffice, readAt, readTail } from './zip.ts'

export type Content = { sha256: string; bytes: number } & ({ kind: FileKind } | { refusal: ContentRefusal })

type Found = { kind: FileKind } | { refusal: ContentRefusal }
const refused = (refusal: ContentRefusal): Found => ({ refusal })

const HEAD_BYTES = 4100
const MARKUP = /<(?:script|html|body|iframe|svg|!doctype\s+html)\b|<\?php/iu

/** Reads the file once for its SHA-256 and looks into it as its kind demands. */
export async function inspectContent(path: string): Promise<Content> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const reading = await readThrough(path)
    const found = await findKind(file, path, size)
    const active = 'kind' in found && found.kind === 'pdf' ? await activeContent(path, reading) : null
    return { sha256: reading.sha256, bytes: size, ...(active === null ? found : refused(active)) }
  } finally {
    await file.close()
  }
}

async function findKind(file: FileHandle, path: string, size: number): Promise<Found> {
  if (size === 0) return refused('empty_file')
  if (size > MAX_FILE_BYTES) return refused('file_too_large')
  const head = await readAt(file, 0, HEAD_BYTES)
  const markup = MARKUP.test(head.toString('latin1', 0, 1024))
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return findOffice(file, path, size)
  const type = await fileTypeFromBuffer(head)
  const kind = kindOf(type?.mime)
  if (kind === null) return refused(markup ? 'web_page' : nameOther(type, head))
  if (markup || findZipEnd(await readTail(file, size)) !== -1) return refused('two_in_one')
  return (await isWhole(kind, file, { path, size, head })) ? { kind } : refused('truncated')
}

/** HEIC has several names for one thing; a still picture and a sequence are told apart by no reader. */
function kindOf(mediaType: string | undefined): FileKind | null {
  if (mediaType === undefined) return null
  if (/^image\/hei[cf](-sequence)?$/u.test(mediaType)) return 'heic'
  return kindOfMediaType(mediaType)
}

async function isWhole(
  kind: FileKind,
  file: FileHandle,
  { path, size, head }: { path: string; size: number; head: Buffer },
): Promise<boolean> {
  if (kind === 'pdf') {
    const tail = await readAt(file, Math.max(0, size - 2048), 2048)
    return /^%PDF-[12]\./u.test(head.toString('latin1', 0, 7)) && tail.includes('%%EOF')
  }
  if (kind === 'jpeg') return hasFrame(file, path, size)
  if (kind === 'webp') return hasWholeChunks(file, size)
  return kind === 'png' ? hasEnd(file, size) : hasWholeBoxes(file, size)
}

const ACTIVE_PART = /vbaProject|vbaData|\/macrosheets\/|\/activeX\/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|hta|scr)$/iu
const OFFICE_MAIN = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
} as const

async function findOffice(file: FileHandle, path: string, size: number): Promise<Found> {
  const opened = await openOffice(file, path, size)
  if ('refusal' in opened) return opened
  const { names, contentTypes } = opened
  if (contentTypes === null) return refused('archive')
  if (/macroEnabled/iu.test(contentTypes) || names.some((name) => ACTIVE_PART.test(name))) return refused('macros')
  if (contentTypes.includes(OFFICE_MAIN.docx)) return { kind: 'docx' }
  return contentTypes.includes(OFFICE_MAIN.xlsx) ? { kind: 'xlsx' } : refused('unknown_kind')
}

const PROGRAMS = ['exe', 'elf', 'macho', 'class', 'wasm', 'dex', 'deb', 'rpm', 'lnk', 'swf', 'msi', 'crx']
const ARCHIVES = ['zip', 'rar', '7z', 'gz', 'bz2', 'xz', 'tar', 'zst', 'lz', 'cab', 'ar', 'Z', 'lz4', 'jar', 'apk']

/** Something that is not taken, called by what it is so that its owner knows what to do. */
function nameOther(type: { ext: string; mime: string } | undefined, head: Buffer): ContentRefusal {
  if (type === undefined) return head.toString('latin1', 0, 2) === '#!' ? 'program' : 'unknown_kind'
  if (PROGRAMS.includes(type.ext)) return 'program'
  if (ARCHIVES.includes(type.ext)) return 'archive'
  if (type.ext === 'cfb') return 'old_office'
  return /^(image|video|audio)\//u.test(type.mime) ? 'other_media' : 'unknown_kind'
}
