/** The bare handler: Fastify and `pg`, the same statements, nothing else. Started as a process of its own. */
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import pg from 'pg'
import { z } from 'zod'

const Statements = z.array(z.object({ text: z.string(), values: z.array(z.unknown()) }))
const { DATABASE_URL, STATEMENTS } = z.object({ DATABASE_URL: z.string(), STATEMENTS: z.string() }).parse(process.env)
const known = z
  .record(z.string(), z.object({ id: z.string(), statements: Statements }))
  .parse(JSON.parse(readFileSync(STATEMENTS, 'utf8')))

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 })
const app = Fastify({ bodyLimit: 2 * 1024 * 1024 })

app.get<{ Params: { name: string; id: string } }>('/read/:name/:id', async ({ params }) => {
  const asked = known[params.name]
  if (!asked) throw new Error(params.name)
  const answers = await Promise.all(
    asked.statements.map(({ text, values }) =>
      pool.query(
        text,
        values.map((value) => (value === asked.id ? params.id : value)),
      ),
    ),
  )
  return answers.map(({ rows }) => rows)
})

app.post<{ Params: { name: string }; Body: { values: unknown[][] } }>('/write/:name', async ({ params, body }) => {
  const asked = known[params.name]
  if (!asked) throw new Error(params.name)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answers = []
    for (const [at, { text }] of asked.statements.entries())
      answers.push((await client.query(text, body.values[at])).rows)
    await client.query('commit')
    return answers
  } finally {
    client.release()
  }
})

const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.info(`Vững Mạnh: ${address}`)
