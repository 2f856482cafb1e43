import { useState } from 'react'
import { listDossiers } from '#features/dossiers/contract.ts'
import { useGo, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import { draftDocument } from '../contract.ts'
import * as messages from '../messages.ts'
import { draftableTypes, listingUnit, statesFor } from './draftable.ts'
import { DraftWords } from './DraftWords.tsx'
import { emptyWords, requestFrom } from './draftInput.ts'

const MOST = 200

/** Chooses what is drafted and from which dossiers; the records say the rest. */
export function DraftPage() {
  const m = useMessages(messages)
  const go = useGo()
  const session = useSignedIn()
  const types = draftableTypes(session)
  const [asked, ask] = useSearchParam('type')
  const [given] = useSearchParam('dossierId')
  const type = types.find((one) => one === asked) ?? types[0]
  const [id] = useState(newId)
  const [chosen, choose] = useState<readonly string[]>(given === undefined ? [] : [given])
  const [words, setWords] = useState(emptyWords)
  const { data, problem, refetch } = useQueryOf(listDossiers, { limit: MOST })
  const draft = useCommand(draftDocument, { quietly: true, onDone: () => go(`/documents/${id}`) })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  if (type === undefined) return <EmptyState icon="file" title={m.empty} />
  const fitting = data.items.flatMap(({ unit, communeName, dossier }) =>
    dossier && statesFor[type].includes(dossier.state) ? [{ unit, communeName, dossier }] : [],
  )
  const years = type === 'registrationList' ? oneOfEachList(fitting) : null
  const picked = fitting.filter(({ dossier }) => chosen.includes(dossier.id)).map(({ dossier }) => dossier)
  const request = requestFrom(type, { picked, words, unitId: listingUnit(session) })
  const single = type === 'selfAppraisalReport' || type === 'appraisalMinutes' || type === 'registrationList'
  const toggle = (dossierId: string, on: boolean) => {
    const others = single ? [] : chosen.filter((one) => one !== dossierId)
    choose(on ? [...others, dossierId] : others)
  }
  return (
    <>
      <PageHeader title={m.write} crumbs={[{ text: m.title, to: '/documents' }]} detail={m.writeDetail} />
      <Card>
        <Form
          problem={draft.problem}
          onSubmit={() => request && draft.run({ id, request })}
          actions={
            <Button type="submit" look="main" busy={draft.busy} blocked={request ? undefined : m.chooseOne}>
              {m.writeNow}
            </Button>
          }
        >
          <SelectField
            label={m.kind}
            value={type}
            onChange={ask}
            options={types.map((value) => ({ value, label: m.type[value] }))}
          />
          <fieldset className="field">
            <legend className="strong">{years ? m.registeredFor : m.dossiers}</legend>
            {fitting.length === 0 && (
              <EmptyState icon="file" title={m.noDossier}>
                {m.noDossierDetail}
              </EmptyState>
            )}
            {years?.map(({ dossier }) => (
              <CheckField
                key={dossier.id}
                label={m.listOf(dossier.year)}
                checked={picked.some((one) => sameList({ dossier: one }, { dossier }))}
                onChange={(on) => toggle(dossier.id, on)}
              />
            ))}
            {(years ? [] : fitting).map(({ unit, communeName, dossier }) => (
              <CheckField
                key={dossier.id}
                label={unit.name}
                hint={m.dossierOf(dossier.year, communeName ?? '')}
                checked={chosen.includes(dossier.id)}
                onChange={(on) => toggle(dossier.id, on)}
              />
            ))}
          </fieldset>
          <DraftWords type={type} words={words} onChange={setWords} />
        </Form>
      </Card>
    </>
  )
}

type Listed = { dossier: { id: string; year: number; programmeId: string } }

const sameList = (one: Listed, other: Listed) =>
  one.dossier.year === other.dossier.year && one.dossier.programmeId === other.dossier.programmeId

/** A registration list is of a year, not of a cell: one dossier stands for its list. */
const oneOfEachList = <Row extends Listed>(rows: readonly Row[]): Row[] =>
  rows.filter((row, index) => rows.findIndex((other) => sameList(row, other)) === index)
