import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import * as messages from '../listMessages.ts'

interface ToldListProps {
  title: string
  tone?: 'plain' | 'warn'
  lines: readonly { key: string; name: string; why: string }[]
}

const PAGE = 20

/** What is told with its reason; nothing where there is nothing to tell. */
export function ToldList({ title, tone = 'plain', lines }: ToldListProps) {
  const m = useMessages(messages)
  const [shown, setShown] = useState(PAGE)
  if (lines.length === 0) return null
  return (
    <Card title={title} tone={tone}>
      <Stack gap={8}>
        {lines.slice(0, shown).map(({ key, name, why }) => (
          <p key={key}>
            <strong>{name}</strong> <span className="muted">{why}</span>
          </p>
        ))}
        {lines.length > shown && (
          <div>
            <Button onClick={() => setShown(shown + PAGE)}>{m.showMore}</Button>
          </div>
        )}
      </Stack>
    </Card>
  )
}
