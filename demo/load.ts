import { sql } from 'kysely'
import { importOutlines } from '#features/reports/server/outlines.ts'
import type { Database, Tx } from '#platform/server/database.ts'
import type { Running } from '#platform/server/start.ts'
import { DEMONSTRATION_PASSWORD, readDemonstrationAccounts } from './accounts.ts'
import { placeBodies } from './bodies.ts'
import { placeCalendar } from './calendar.ts'
import { placeDossiers } from './dossiers.ts'
import { placeMeetings } from './meetings.ts'
import { placeFiles } from './papers.ts'
import { placePeople, readPeople } from './people.ts'
import { readPlaces, unitId } from './places.ts'
import { placeRules, readRules } from './programme.ts'
import { placePlans, readReorganisations } from './reorganisations.ts'
import { readData, REFORM } from './table.ts'
import { placeTree } from './tree.ts'

const OUTLINES = 'thanglequoc/vietnamese-provinces-database (MIT), đã giản lược'
/** Any constant: processes that start together load one after another, and the second finds it done. */
const LOCK = 729_460_120

/**
 * Loads the demonstration into an empty database, all of it or nothing. Says how to sign in; null where there is other
 * data, which is never touched. A second call finds everything in place; accounts that a crash left out are made.
 */
export async function loadDemonstration({
  db,
  auth,
  settings,
}: Pick<Running, 'db' | 'auth' | 'settings'>): Promise<{ password: string } | null> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection)
    try {
      const isOurs = await connection.transaction().execute((tx) => loadOnce(tx, settings))
      if (isOurs) await completeLoad(connection, auth)
      return isOurs ? { password: DEMONSTRATION_PASSWORD } : null
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection)
    }
  })
}

/** Whether the demonstration is in the database afterwards. */
async function loadOnce(tx: Tx, settings: Running['settings']): Promise<boolean> {
  const units = await tx
    .selectFrom('unit')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .select(sql<boolean>`coalesce(bool_or(id = ${unitId('ben-tre')}), false)`.as('ours'))
    .executeTakeFirstOrThrow()
  if (units.all > 0) return units.ours
  const [places, people, rules] = await Promise.all([readPlaces(), readPeople(), readRules()])
  const reorganisations = await readReorganisations(places.districts, places.communes)
  const tree = await placeTree(tx, places, reorganisations)
  await placeBodies(tx)
  await placePeople(tx, people)
  await placePlans(tx, reorganisations)
  await placeRules(tx, rules)
  const files = await placeFiles(tx, settings)
  await placeDossiers(tx, { tree, people, rules, files })
  await placeMeetings(tx)
  await placeCalendar(tx)
  await tx
    .insertInto('journal')
    .values({ action: 'demonstration.loaded', object_type: 'demonstration', object_id: 'ben-tre' })
    .execute()
  return true
}

/** What is made through its own door, after the records: done again it changes nothing. */
async function completeLoad(db: Database, auth: Running['auth']): Promise<void> {
  const drawn = await db.selectFrom('unit_outline').select('id').limit(1).executeTakeFirst()
  if (!drawn) {
    const text = await readData('communes-2025.topojson')
    await importOutlines(db, { text, source: OUTLINES, schematic: false, from: REFORM, to: null })
  }
  await makeAccounts(db, auth)
}

async function makeAccounts(db: Database, auth: Running['auth']): Promise<void> {
  const { rows } = await sql<{ username: string }>`select username from auth."user"`.execute(db)
  const made = new Set(rows.map(({ username }) => username))
  const { accounts, password } = await readDemonstrationAccounts()
  const missing = accounts.filter(({ username }) => !made.has(username))
  await Promise.all(
    missing.map(({ username, name, personId }) => auth.createAccount({ username, name, personId, password })),
  )
}
