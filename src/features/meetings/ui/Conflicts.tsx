import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { formatInstant } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'
import { placeWords, valueWords } from './valueWords.ts'

/** Places that two devices filled in differently: both values, by whom, on which device, and a choice. */
export function Conflicts({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  return (
    <Card tone="warn" title={m.conflicts}>
      <p className="small">{m.conflictsText}</p>
      <Stack>
        {open.conflicts.map(({ field, key, heads }) => (
          <section key={`${field}/${key}`} aria-label={placeWords(field, key, m, open)}>
            <p className="strong">{placeWords(field, key, m, open)}</p>
            {heads.map(({ id, value, author, deviceId, deviceAt }) => (
              <Row key={id} between>
                <span>
                  {valueWords(field, value, m, open)}
                  <br />
                  <span className="small muted">
                    {m.byWhom(
                      author ?? m.me,
                      deviceId === open.deviceId ? m.me : deviceId.slice(-4),
                      formatInstant(deviceAt),
                    )}
                  </span>
                </span>
                <Button onClick={() => void write({ field, key, value })}>{m.keep}</Button>
              </Row>
            ))}
          </section>
        ))}
      </Stack>
    </Card>
  )
}
