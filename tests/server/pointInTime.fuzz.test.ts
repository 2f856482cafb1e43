import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

/** Needs the programs of a PostgreSQL server (Debian: `apt install postgresql`), which is why it is not part of `npm test`. */
it('a server is brought back to the moment between two entries, as deploy/README.md tells', async () => {
  const { stdout } = await promisify(execFile)('deploy/point-in-time.sh')
  expect(stdout).toMatch(/nguyên vẹn[^]*recovered to \d{4}-/u)
})
