import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'
import { diskStorage, openStorage, type Storage } from './storage.ts'

let folder: string
let bucket: FakeBucket
beforeAll(async () => {
  folder = await mkdtemp('/var/tmp/vung-manh-storage-')
  bucket = await fakeBucket()
})
afterAll(async () => {
  bucket.close()
  await rm(folder, { recursive: true, force: true })
})

type FakeBucket = { url: string; files: Map<string, Buffer>; puts: number; failing: boolean; close: () => void }

/** An S3 server as far as a file goes: put, get and head by path, signed requests only, content checked as it arrives. */
async function fakeBucket(): Promise<FakeBucket> {
  const files = new Map<string, Buffer>()
  const fake: FakeBucket = { url: '', files, puts: 0, failing: false, close: () => server.close() }
  const server = http.createServer((request, response) => {
    void buffer(request).then((body) => {
      const { method = '', url = '', headers } = request
      const place = url.split('?')[0] ?? ''
      const file = files.get(place)
      if (fake.failing) return response.writeHead(500).end()
      if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/')) return response.writeHead(403).end()
      if (method === 'PUT') {
        fake.puts += 1
        const claimed = headers['x-amz-checksum-sha256']
        if (claimed !== createHash('sha256').update(body).digest('base64')) return response.writeHead(400).end()
        files.set(place, body)
        return response.writeHead(200).end()
      }
      if (!file) return response.writeHead(404).end()
      return response.writeHead(200, { 'content-length': file.length }).end(method === 'HEAD' ? undefined : file)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

async function newFile(bytes = 300_000) {
  const content = randomBytes(bytes)
  const source = path.join(folder, `source-${randomBytes(6).toString('hex')}`)
  await writeFile(source, content)
  return { content, source, sha256: createHash('sha256').update(content).digest('hex') }
}

const kinds: [string, () => Promise<Storage>][] = [
  ['the data folder', async () => diskStorage(path.join(folder, 'files'))],
  [
    'an S3 bucket',
    () =>
      openStorage(
        readSettings({
          DATA_DIR: folder,
          S3_ENDPOINT: bucket.url,
          S3_BUCKET: 'minh-chung',
          S3_ACCESS_KEY_ID: 'key',
          S3_SECRET_ACCESS_KEY: 'secret',
        }),
      ),
  ],
]

describe.each(kinds)('Files in %s', (_name, open) => {
  test('come back byte for byte, under their SHA-256', async () => {
    const [storage, { content, source, sha256 }] = [await open(), await newFile()]
    expect(await storage.has(sha256)).toBe(false)
    await storage.put(sha256, source)
    expect(await storage.has(sha256)).toBe(true)
    expect((await buffer(await storage.get(sha256))).equals(content)).toBe(true)
  })

  test('are kept once, however often they are put', async () => {
    const [storage, { content, source, sha256 }] = [await open(), await newFile(100)]
    await Promise.all([storage.put(sha256, source), storage.put(sha256, source), storage.put(sha256, source)])
    await storage.put(sha256, source)
    expect((await buffer(await storage.get(sha256))).equals(content)).toBe(true)
  })

  test('that are not there are refused when read', async () => {
    const storage = await open()
    await expect(storage.get('0'.repeat(64))).rejects.toThrow()
  })
})

describe('The data folder', () => {
  test('spreads files over folders and leaves no half file behind', async () => {
    const root = path.join(folder, 'spread')
    const { source, sha256 } = await newFile(1000)
    await diskStorage(root).put(sha256, source)
    await expect(diskStorage(root).put('f'.repeat(64), path.join(folder, 'missing'))).rejects.toThrow()
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    expect(files.map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))).toEqual([
      path.join(sha256.slice(0, 2), sha256.slice(2, 4), sha256),
    ])
  })

  test('forgets copies that a dead process left, not those under way', async () => {
    const root = path.join(folder, 'swept')
    const storage = diskStorage(root)
    const { source, sha256 } = await newFile(10)
    await storage.put(sha256, source)
    await writeFile(path.join(root, 'unfinished', 'old'), 'x')
    await utimes(path.join(root, 'unfinished', 'old'), new Date('2022-01-01'), new Date('2022-01-01'))
    await writeFile(path.join(root, 'unfinished', 'new'), 'x')
    await storage.sweep()
    expect(await readdir(path.join(root, 'unfinished'))).toEqual(['new'])
    expect(await storage.has(sha256)).toBe(true)
  })

  test('takes no name that is not a SHA-256', async () => {
    const { source } = await newFile(10)
    await expect(diskStorage(folder).put('../../etc/passwd', source)).rejects.toThrow('Not a SHA-256')
    await expect(diskStorage(folder).get('A'.repeat(64))).rejects.toThrow('Not a SHA-256')
  })
})

test('a bucket that fails is an error, never a file that is not there', async () => {
  const storage = await kinds[1]?.[1]()
  bucket.failing = true
  try {
    await expect(storage?.has('0'.repeat(64))).rejects.toThrow()
  } finally {
    bucket.failing = false
  }
})
