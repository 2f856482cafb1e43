import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Settings } from './settings.ts'
import type { Storage } from './storage.ts'

/** Files in an S3 bucket, under `files/ab/cd/abcd…`. The server checks the content against its SHA-256 as it arrives. */
export function s3Storage(settings: Settings & { bucket: string }): Storage {
  const { bucket, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings
  const client = new S3Client({
    region: S3_REGION,
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT, forcePathStyle: true }),
    ...(S3_ACCESS_KEY_ID === undefined || S3_SECRET_ACCESS_KEY === undefined
      ? {}
      : { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }),
    // Servers other than Amazon's do not all know the newer checksums that the client would add by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const placeOf = (sha256: string) => ({
    Bucket: bucket,
    Key: `files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`,
  })
  const has = (sha256: string) =>
    client.send(new HeadObjectCommand(placeOf(sha256))).then(
      () => true,
      (error: unknown) => {
        if (error instanceof NotFound) return false
        throw error
      },
    )
  return {
    has,
    // A put that was cut off leaves nothing behind.
    sweep: async () => undefined,
    get: async (sha256) => {
      const { Body } = await client.send(new GetObjectCommand(placeOf(sha256)))
      if (!(Body instanceof Readable)) throw new Error(`The storage has no content for ${sha256}`)
      return Body
    },
    put: async (sha256, source) => {
      if (await has(sha256)) return
      const { size } = await stat(source)
      await client.send(
        new PutObjectCommand({
          ...placeOf(sha256),
          Body: createReadStream(source),
          ContentLength: size,
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      )
    },
  }
}
