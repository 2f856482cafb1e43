import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { FileField } from '#platform/web/FileField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useCommand } from '#platform/web/queries.ts'
import * as check from '../checkMessages.ts'
import { checkRuleSetFile, importRuleSet } from '../contract.ts'
import * as messages from '../messages.ts'
import { FileFaults } from './FileFaults.tsx'
import { ProblemList } from './ProblemList.tsx'

const BIGGEST = 1_000_000

/** A file is read and reported on first; only then, and only when it can be read, does it become a draft. */
export function ImportRuleSetPage() {
  const m = useMessages(messages)
  const c = useMessages(check)
  const go = useGo()
  const [file, setFile] = useState<{ id: string; name: string; text: string } | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const report = useCommand(checkRuleSetFile, { refreshes: [] })
  const keep = useCommand(importRuleSet, { done: c.imported, onDone: ({ id }) => go(`/rule-sets/${id}`) })
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    setTooLarge(chosen.size > BIGGEST)
    report.reset()
    if (chosen.size > BIGGEST) return setFile(null)
    const text = await chosen.text()
    setFile({ id: newId(), name: chosen.name, text })
    report.run({ text })
  }
  const found = report.output
  const content = found?.content
  return (
    <>
      <PageHeader title={c.fileTitle} crumbs={[{ text: m.ruleSets, to: '/rule-sets' }]} />
      <Stack gap={20}>
        <FileField
          label={c.fileLabel}
          hint={c.fileHint}
          accept=".json,application/json"
          error={tooLarge ? c.fileTooLarge : undefined}
          onFiles={(files) => void read(files[0])}
        />
        {found && file && !found.ok && <FileFaults name={file.name} faults={found.faults} />}
        {found && file && content && (
          <Card tone="met" title={`${file.name}: ${c.fileGood}`}>
            <p>{c.fileBecomes(content.title.vi, found.revision ?? 1)}</p>
            <ProblemList problems={found.problems} />
            <div>
              <Button look="main" busy={keep.busy} onClick={() => keep.run({ id: file.id, text: file.text })}>
                {c.importNow}
              </Button>
            </div>
          </Card>
        )}
      </Stack>
    </>
  )
}
