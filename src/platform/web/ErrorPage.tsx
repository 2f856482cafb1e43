import { Button, LinkButton } from './Button.tsx'
import { Card } from './Card.tsx'
import { Row } from './Layout.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { PageHeader } from './PageHeader.tsx'
import { isPartMissing, Problem } from './problem.ts'
import { ProblemNotice } from './ProblemNotice.tsx'

/** Shown in place of a page that failed, in plain words, with the ways on. */
export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  const m = useMessages(messages)
  if (isPartMissing(error)) {
    const lost = new Problem({ code: 'unavailable', status: 0, title: '' })
    return <ProblemNotice problem={lost} onRetry={() => location.reload()} />
  }
  if (error instanceof Problem) return <ProblemNotice problem={error} onRetry={reset} />
  return (
    <>
      <PageHeader title={m.broken} />
      <Card>
        <p>{m.brokenText}</p>
        <Row>
          <Button look="main" onClick={() => location.reload()}>
            {m.reload}
          </Button>
          <LinkButton to="/">{m.home}</LinkButton>
        </Row>
      </Card>
    </>
  )
}
