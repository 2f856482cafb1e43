import { listRuleSets } from '#features/rule-sets/contract.ts'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { createProgramme, listShippedProgrammes } from '../contract.ts'
import * as messages from '../messages.ts'

/** The programmes that come with the product and are not here yet; each waits for the criteria it uses. */
export function ShippedProgrammes({ present }: { present: readonly string[] }) {
  const m = useMessages(messages)
  const go = useGo()
  const { data } = useQueryOf(listShippedProgrammes, undefined)
  const { data: published } = useQueryOf(listRuleSets, { status: 'published', limit: 200 })
  const create = useCommand(createProgramme, { done: m.created, onDone: ({ id }) => go(`/programmes/${id}`) })
  const absent = data?.items.filter(({ code }) => !present.includes(code)) ?? []
  if (absent.length === 0 || !published) return null
  return (
    <Card title={m.fromShipped}>
      <p className="muted">{m.fromShippedDetail}</p>
      <Stack gap={12}>
        {absent.map((content) => {
          const waiting = content.ruleSets.find(
            ({ code, revision }) => !published.items.some((one) => one.code === code && one.revision === revision),
          )
          return (
            <Row key={content.code} between>
              <span className="strong">{content.name}</span>
              <span>
                <Button
                  small
                  busy={create.busy}
                  blocked={waiting && m.needsRuleSet(waiting.code)}
                  onClick={() => create.run({ id: newId(), content })}
                >
                  {m.create}
                </Button>
              </span>
            </Row>
          )
        })}
      </Stack>
    </Card>
  )
}
