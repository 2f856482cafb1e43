import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { draftRuleSet } from '../contract.ts'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'
import { RULE_SET_CODE, type RuleSetContent } from '../ruleSet.ts'
import { HeadFields } from './HeadFields.tsx'

const blank: RuleSetContent = {
  code: '',
  purpose: 'recognition',
  title: { vi: '', en: '' },
  legal: null,
  effectiveFrom: '',
  effectiveTo: null,
  demonstration: false,
  totalPoints: null,
  items: [],
  thresholds: [],
}

/** Begins a set of its own; its items are written on the next screen. */
export function NewRuleSetPage() {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const go = useGo()
  const [id] = useState(newId)
  const [content, setContent] = useState(blank)
  const draft = useCommand(draftRuleSet, { done: m.created, quietly: true, onDone: () => go(`/rule-sets/${id}`) })
  const incomplete = !RULE_SET_CODE.test(content.code) || content.title.vi === '' || content.effectiveFrom === ''
  return (
    <>
      <PageHeader title={m.newTitle} crumbs={[{ text: m.ruleSets, to: '/rule-sets' }]} />
      <Card>
        <Form
          onSubmit={() => !incomplete && draft.run({ id, content })}
          problem={draft.problem}
          actions={
            <Button type="submit" look="main" busy={draft.busy} blocked={incomplete ? m.createNeeds : undefined}>
              {m.create}
            </Button>
          }
        >
          <TextField
            label={m.code}
            hint={e.codeHint}
            maxLength={60}
            value={content.code}
            error={draft.problem?.of('content.code')}
            onChange={(code) => setContent({ ...content, code })}
          />
          <HeadFields content={content} onChange={(changes) => setContent({ ...content, ...changes })} />
        </Form>
      </Card>
    </>
  )
}
