import { dayOf, formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { PreviewView } from '../erasureView.ts'
import * as messages from '../messages.ts'
import { RowsDetails } from './RowsDetails.tsx'

interface StandingCardProps {
  standing: PreviewView['standing']
  onPerson: (personId: string) => void
}

/** Past its time and staying all the same: instead of the record, the names of those in it can go. */
export function StandingCard({ standing, onPerson }: StandingCardProps) {
  const m = useMessages(messages)
  if (standing.length === 0) return null
  return (
    <Card title={m.standing}>
      <Stack gap={12}>
        <p className="muted">{m.standingText}</p>
        {standing.map(({ kind, before, rows, people }) => (
          <Stack key={kind} gap={8}>
            {rows === 0 ? (
              <p>{m.noneBefore(m.settingNames[`keep.${kind}`], formatDate(dayOf(before)))}</p>
            ) : (
              <RowsDetails
                of={kind}
                summary={m.endedBefore(m.settingNames[`keep.${kind}`], formatDate(dayOf(before)), rows)}
              />
            )}
            {people.length > 0 && (
              <Row>
                {people.map(({ id, name }) => (
                  <Button key={id} small onClick={() => onPerson(id)}>
                    {m.anonymiseOne(name)}
                  </Button>
                ))}
              </Row>
            )}
          </Stack>
        ))}
      </Stack>
    </Card>
  )
}
