import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { importRuleSet, listShippedRuleSets } from '../contract.ts'
import * as messages from '../messages.ts'

/** The sets that come with the product and are not here yet; nothing once all are. */
export function ShippedRuleSets({ present }: { present: readonly string[] }) {
  const m = useMessages(messages)
  const go = useGo()
  const { data } = useQueryOf(listShippedRuleSets, undefined)
  const take = useCommand(importRuleSet, { done: m.created, onDone: ({ id }) => go(`/rule-sets/${id}`) })
  const absent = data?.items.filter(({ code }) => !present.includes(code)) ?? []
  if (absent.length === 0) return null
  return (
    <Card title={m.shipped}>
      <p className="muted">{m.shippedDetail}</p>
      <Stack gap={12}>
        {absent.map(({ code, title, demonstration, text }) => (
          <Row key={code} between>
            <Stack gap={4}>
              <span className="strong">{title.vi}</span>
              {demonstration && (
                <span>
                  <StateChip tone="warn">{m.notice.demonstration}</StateChip>
                </span>
              )}
            </Stack>
            <Button small busy={take.busy} onClick={() => take.run({ id: newId(), text })}>
              {m.takeShipped}
            </Button>
          </Row>
        ))}
      </Stack>
    </Card>
  )
}
