import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import { en, vi } from '../messages.ts'
import type { Mapping } from '../unitRows.ts'
import { readUnitList, type Unreadable, type UnitList } from './unitList.ts'

/** A form with files; the whole country's list of 2019 is half a megabyte as CSV. */
export const MAX_FORM_BYTES = 8 * 1024 * 1024

export type Form = { files: ReadonlyMap<string, File>; fields: Record<string, unknown> }

/** The parts of a form with files (RFC 7578). Fields that begin as JSON objects are read as such. */
export async function readForm(request: FastifyRequest): Promise<Form> {
  if (!Buffer.isBuffer(request.body)) throw new Problem('malformed', { reason: 'form' })
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(new Uint8Array(request.body), { headers }).formData().catch((error: unknown) => {
    // What is no form is refused with a TypeError.
    if (error instanceof TypeError) throw new Problem('malformed', { reason: 'form' })
    throw error
  })
  const files = new Map<string, File>()
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (value instanceof File) files.set(name, value)
    else fields[name] = value.startsWith('{') ? readJson(value) : value
  }
  return { files, fields }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

/** The form's fields as they must be, or every field that is not. */
export function readFields<T extends z.ZodType>(schema: T, { fields }: Form): z.infer<T> {
  const read = schema.safeParse(fields)
  if (read.success) return read.data
  throw new Problem('invalid', {
    errors: read.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message })),
  })
}

export async function bytesOf({ files }: Form, name: string): Promise<Buffer> {
  const file = files.get(name)
  if (!file || file.size === 0)
    throw new Problem('invalid', {
      reason: 'file_missing',
      detail: { vi: vi.lists.noFile, en: en.lists.noFile },
      errors: [{ pointer: `/${name}`, detail: 'required' }],
    })
  return Buffer.from(await file.arrayBuffer())
}

/** The list in a part of the form, or why it cannot be read and what to do. */
export async function listOf(form: Form, name: string, mapping: Mapping): Promise<UnitList> {
  const list = await readUnitList(await bytesOf(form, name), mapping)
  return 'why' in list ? refuseFile(list) : list
}

export function refuseFile({ why, at }: Unreadable): never {
  const end = at === '' ? '' : ` ${at}.`
  throw new Problem('unsupported_file', {
    reason: why,
    detail: { vi: `${vi.unreadable[why]}${end}`, en: `${en.unreadable[why]}${end}` },
    data: { at },
  })
}
