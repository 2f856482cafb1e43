import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { formatInstant } from '#shared/format.ts'
import { settleEntry } from '../contract.ts'
import type { DeviceEntry } from '../device.ts'
import * as messages from '../messages.ts'
import * as syncMessages from '../syncMessages.ts'
import { syncNow } from './background.ts'
import type { StoredMember, StoredUnplaced } from './store.ts'
import { placeWords, valueWords } from './valueWords.ts'

interface HeldCardProps {
  refused: readonly DeviceEntry[]
  unplaced: readonly StoredUnplaced[]
  members: StoredMember[]
}
type Choice = { one: StoredUnplaced; to: 'placed' | 'set_aside' }

/** Lines that are kept and in no record ("chờ xếp chỗ"): what, by whom, why, and a person's choice. */
export function HeldCard({ refused, unplaced, members }: HeldCardProps) {
  const m = useMessages(messages)
  const w = useMessages(syncMessages)
  const [choice, choose] = useState<Choice | null>(null)
  const [reason, setReason] = useState('')
  const settle = useCommand(settleEntry, {
    done: w.settled,
    onDone: () => {
      choose(null)
      setReason('')
      syncNow()
    },
  })
  const lines = unplaced.toSorted((a, b) => (a.state === 'waiting' ? 0 : 1) - (b.state === 'waiting' ? 0 : 1))
  const wordsOf = ({ field, key, value }: Pick<DeviceEntry, 'field' | 'key' | 'value'>) =>
    `${placeWords(field, key, m, { members })}: ${valueWords(field, value, m, { members })}`
  return (
    <Card title={w.held}>
      <p className="small muted">{lines.length + refused.length === 0 ? w.nothingHeld : w.heldText}</p>
      <Stack>
        {refused.map((entry) => (
          <div key={entry.id}>
            <p className="strong">{wordsOf(entry)}</p>
            <p className="small muted">{w.reasons[entry.reason ?? ''] ?? entry.reason}</p>
          </div>
        ))}
        {lines.map((one) => (
          <div key={one.id}>
            <p className="strong">{wordsOf(one.entry)}</p>
            <p className="small muted">
              {[
                one.author,
                formatInstant(one.receivedAt),
                w.reasons[one.reason],
                w.states[one.state],
                one.settledReason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {one.allowedActions.length > 0 && (
              <Row>
                <Button small onClick={() => choose({ one, to: 'placed' })}>
                  {w.place}
                </Button>
                <Button small look="quiet" onClick={() => choose({ one, to: 'set_aside' })}>
                  {w.setAside}
                </Button>
              </Row>
            )}
          </div>
        ))}
      </Stack>
      <Dialog
        open={choice !== null}
        onClose={() => choose(null)}
        title={choice?.to === 'set_aside' ? w.setAside : w.place}
        actions={
          <Button
            look="main"
            busy={settle.busy}
            {...(reason.trim() === '' ? { blocked: w.whyPlaced } : {})}
            onClick={() =>
              choice &&
              settle.run({
                unitId: choice.one.unitId,
                entryId: choice.one.id,
                version: choice.one.version,
                to: choice.to,
                reason,
              })
            }
          >
            {choice?.to === 'set_aside' ? w.setAside : w.place}
          </Button>
        }
      >
        <Stack>
          {choice && <p>{wordsOf(choice.one.entry)}</p>}
          <TextField label={w.whyPlaced} value={reason} onChange={setReason} />
        </Stack>
      </Dialog>
    </Card>
  )
}
