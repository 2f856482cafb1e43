import { z } from 'zod'
import { endpoint, Id, Note, personal, PersonalName, Version } from '#shared/contract.ts'
import { meetingKinds } from '#shared/meetingId.ts'
import { organisers, permission, type Role, standing } from '#shared/permission.ts'
import { Sheet } from '#features/meeting-scores/contract.ts'
import { holdsRefusedField } from '#shared/refusedField.ts'
import { TaskView } from '#features/resolutions/contract.ts'
import { marks } from './mark.ts'
import { recordStates } from './place.ts'
import { recorders, refusedReasons, unplacedReasons } from './placement.ts'

/** Open to everybody signed in: what somebody captured while they held a position is taken in after it ended, too. */
export const syncMeetings = permission(
  'meeting.sync',
  {
    vi: 'Gửi và nhận biên bản sinh hoạt trên thiết bị của mình',
    en: 'Send and fetch records of meetings of one’s devices',
  },
  'signed_in',
)

export const settleEntries = permission(
  'meeting.settle',
  { vi: 'Xếp dòng biên bản chờ xếp chỗ của chi bộ mình', en: 'Place entries of one’s cell that wait to be placed' },
  [{ level: 'cell', roles: recorders }],
)

const followers: readonly Role[] = [...standing, 'committee_member', ...organisers, 'viewer']

/** Entries in one request, at most; a device with more sends several. */
export const BATCH = 500
/** Rows a device keeps, at most. */
export const DEVICE_ROWS = 6000

/**
 * One line of a record as a device wrote it. Only its outer form is checked here: a value that a newer or older version of
 * the application does not know is kept and waits to be placed.
 */
export const WireEntry = z.object({
  id: Id,
  unitId: Id,
  meetingId: Id,
  field: z.string().min(1).max(40),
  key: z.string().min(1).max(80),
  value: z.json().refine((value) => !holdsRefusedField(value), 'refused_field'),
  after: z.array(Id).max(200),
  deviceId: Id,
  seq: z.number().int().min(0).max(2_147_483_647),
  /** By the device's clock, which decides nothing. */
  deviceAt: z.iso.datetime({ offset: true }),
})
export type WireEntry = z.infer<typeof WireEntry>

const StoredEntry = WireEntry.extend({ author: PersonalName.nullable(), authorId: Id.nullable(), logSeq: z.number() })
export type StoredEntry = z.infer<typeof StoredEntry>

const MeetingView = z.object({
  id: Id,
  kind: z.enum(meetingKinds),
  period: z.string(),
  state: z.enum(recordStates),
  heldOn: z.string().nullable(),
  minutes: z.number().nullable(),
  place: z.string().nullable(),
  theme: z.string().nullable(),
  members: z.number(),
  invited: z.number(),
  exempt: z.number(),
  present: z.number(),
  excused: z.number(),
  absent: z.number(),
  unmarked: z.number(),
  spoke: z.number(),
  conflicts: z.number(),
})
export type MeetingView = z.infer<typeof MeetingView>

/** The list is the cell's own: a name on it, as it is read. */
const MemberName = personal(z.string(), 'cell_member.name')
const Period = { validFrom: z.string(), validTo: z.string().nullable() }
const UnplacedView = z.object({
  id: Id,
  entry: WireEntry,
  reason: z.enum(unplacedReasons),
  author: PersonalName.nullable(),
  authorId: Id.nullable(),
  receivedAt: z.string(),
  state: z.enum(['waiting', 'placed', 'set_aside']),
  settledReason: z.string().nullable(),
  version: z.number(),
  allowedActions: z.array(z.enum(['settle'])),
})
export type UnplacedView = z.infer<typeof UnplacedView>

const CellFeed = z.object({
  unitId: Id,
  name: z.string(),
  /** What is here reaches up to this number of the cell's log; ask from it next time. */
  seq: z.number(),
  members: z.array(z.object({ id: Id, name: MemberName, sortOrder: z.number(), version: z.number(), ...Period })),
  exemptions: z.array(z.object({ id: Id, memberId: Id, reasonKind: z.string(), version: z.number(), ...Period })),
  meetings: z.array(MeetingView),
  entries: z.array(StoredEntry),
  /** Meetings whose entries a device keeps; those of others it may drop. */
  kept: z.array(Id),
  unplaced: z.array(UnplacedView),
  /** Tasks of the cell's resolutions that changed, with what was said of them. */
  tasks: z.array(TaskView),
  /** All bodies of the hamlet that clauses can be sent to today. */
  bodies: z.array(z.object({ id: Id, name: z.string() })),
  /** The score sheet in force; `sheet` only where its hash is not the one that the device has. */
  sheetHash: z.string().nullable(),
  sheet: Sheet.nullable(),
})
export type CellFeed = z.infer<typeof CellFeed>

export const SyncRequest = z.object({
  deviceId: Id,
  /** Version of the application on the device. */
  build: z.string().max(60),
  /** Entries that still wait on the device after these. */
  waiting: z.number().int().min(0).max(1_000_000).default(0),
  /** Per cell: what the device has seen, and of which meetings it has the entries. */
  cells: z
    .array(
      z.object({
        unitId: Id,
        seq: z.number().int().min(0),
        have: z.array(Id).max(500),
        sheetHash: z.string().max(64).nullish(),
      }),
    )
    .max(50),
  entries: z.array(WireEntry).max(BATCH),
})
export type SyncRequest = z.infer<typeof SyncRequest>

export const SyncAnswer = z.object({
  serverNow: z.string(),
  /** In the record, now or since before. */
  acknowledged: z.array(Id),
  /** Kept, and waiting to be placed by a person. */
  unplaced: z.array(z.object({ id: Id, reason: z.enum(unplacedReasons) })),
  /** Not taken; they stay on the device. */
  refused: z.array(z.object({ id: Id, reason: z.enum(refusedReasons) })),
  cells: z.array(CellFeed),
  /** What this account sent earlier and no cell of theirs shows: still waiting, placed or set aside. */
  own: z.array(UnplacedView),
})
export type SyncAnswer = z.infer<typeof SyncAnswer>

export const syncRecords = endpoint(syncMeetings)
  .route({
    method: 'POST',
    path: '/sync',
    summary: 'Gửi các dòng biên bản đã ghi trên thiết bị và nhận phần mới; gửi lặp không ghi hai lần',
  })
  .input(SyncRequest)
  .output(SyncAnswer)

/** Into the record in its author's name, taking the stead of what is there; or aside, where it stays to be seen. */
export const settleEntry = endpoint(settleEntries)
  .route({
    method: 'POST',
    path: '/units/{unitId}/unplaced-entries/{entryId}/settle',
    summary: 'Xếp một dòng chờ xếp chỗ vào biên bản, hoặc để riêng, có lý do',
  })
  .input(
    z.object({
      unitId: Id,
      entryId: Id,
      version: Version,
      to: z.enum(['placed', 'set_aside']),
      reason: Note(300).refine((text) => text.length > 0, 'reason_needed'),
    }),
  )
  .output(z.object({ state: z.enum(['placed', 'set_aside']) }))

/** Names of members are in the roll for the cell itself; everybody above sees the totals. */
export const readMeetings = permission(
  'meeting.read',
  { vi: 'Xem kỳ sinh hoạt của chi bộ', en: 'See meetings of cells' },
  [
    { level: 'province', roles: followers },
    { level: 'district', roles: followers },
    { level: 'commune', roles: followers },
    { level: 'cell', roles: [...standing, 'committee_member', 'member'] },
  ],
)

const RollLine = z.object({ memberId: Id, name: MemberName, mark: z.enum(marks).nullable(), spoke: z.boolean() })

export const getMeeting = endpoint(readMeetings)
  .route({ method: 'GET', path: '/units/{unitId}/meetings/{meetingId}', summary: 'Một kỳ sinh hoạt và phần điểm danh' })
  .input(z.object({ unitId: Id, meetingId: Id }))
  .output(MeetingView.extend({ unitName: z.string(), roll: z.array(RollLine) }))
