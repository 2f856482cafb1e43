import { readFile } from 'node:fs/promises'
import { verificationOutcome } from '#features/documents/certificate.ts'
import { verifyCertificateFile } from '#features/documents/server/certificate.ts'
import { vi as documentWords } from '#features/documents/messages.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import type { Settings } from '#platform/server/settings.ts'
import { formatDate } from '#shared/format.ts'
import { vi } from '../messages.ts'
import { certificateKeys } from './certificates.ts'
import { verifyCertificate } from './verification.ts'

const usage = 'Cách dùng: verify certificate TỆP (PDF hoặc DOCX của bằng công nhận)'

async function readBytes(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file)
  } catch (error) {
    // A path that names no readable file is an answer, not a fault.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

/** Reads the file; tells in words what it is. `certificateId` is null unless its signature is genuine. */
async function checkFile(args: readonly string[], settings: Settings) {
  const [file] = args
  const bytes = file === undefined ? null : await readBytes(file)
  if (bytes === null) {
    const words = file === undefined ? usage : `Không đọc được tệp "${file}".`
    return { exitCode: 2, words, certificateId: null }
  }
  const { trusted } = await certificateKeys(settings)
  const check = verifyCertificateFile(bytes, trusted)
  const outcome = verificationOutcome(check)
  const words = documentWords.verification[outcome]
  if (check.kind !== 'sealed' || check.signature !== 'genuine') return { exitCode: 1, words, certificateId: null }
  const { payload } = check
  const facts = [
    `  ${payload.cell}, ${[payload.commune, payload.district, payload.province].filter(Boolean).join(', ')}`,
    `  Đạt danh hiệu ${payload.title} năm ${payload.year}`,
    `  Quyết định số ${payload.decisionSymbol}, ngày ${formatDate(payload.decidedOn)} của ${payload.issuingBody}`,
    `  Mã: ${payload.certificateId}`,
  ]
  return {
    exitCode: outcome === 'genuine' ? 0 : 1,
    words: [words, ...facts].join('\n'),
    certificateId: payload.certificateId,
  }
}

/** 0: the file is genuine and unchanged; 1: it is not; 2: there is no such file. What the title is worth today is in words. */
export const commands: CliCommand[] = [
  {
    name: 'verify certificate',
    summary: 'Kiểm tra tệp bằng công nhận: chữ ký, tệp có bị sửa không, danh hiệu còn hiệu lực không',
    run: async (args, { db, clock, settings }) => {
      const { exitCode, words, certificateId } = await checkFile(args, settings)
      console.info(words)
      if (certificateId === null) return exitCode
      const asking = { tx: db, today: clock.today(), services: { settings } }
      const { certificate } = await verifyCertificate(asking, { certificateId })
      console.info(
        certificate === null
          ? vi.verify.notInDatabase
          : `${vi.verify.state[certificate.state]} (từ ${formatDate(certificate.since)}).`,
      )
      return exitCode
    },
    withoutDatabase: async (args, settings) => {
      const { exitCode, words, certificateId } = await checkFile(args, settings)
      console.info(words)
      if (certificateId !== null) console.info(vi.verify.databaseAway)
      return exitCode
    },
  },
]
