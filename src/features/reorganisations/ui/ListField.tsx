import './ListField.css'
import { Button } from '#platform/web/Button.tsx'
import { FileField } from '#platform/web/FileField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../listMessages.ts'
import { type UnitField, unitFields } from '../unitRows.ts'
import { type ChosenList, useForm } from './listFile.ts'

interface ListFieldProps {
  label: string
  value: ChosenList | null
  onChange: (list: ChosenList | null) => void
  /** Fields that are of no use for this list. */
  without?: readonly UnitField[]
}

const NONE = 'none'

/** A list of units as a file, and which of its columns holds what: found by their names, mended by hand. */
export function ListField({ label, value, onChange, without = [] }: ListFieldProps) {
  const m = useMessages(messages)
  const read = useForm('/unit-lists/columns', (columns, { list }) => {
    if (list instanceof File) onChange({ file: list, columns, mapping: columns.mapping })
  })
  if (!value)
    return (
      <Stack gap={8}>
        <FileField
          label={`${label}: ${m.chooseFile}`}
          hint={m.fileHint}
          accept=".csv,.xlsx"
          onFiles={([list]) => list && read.run({ list })}
        />
        {read.busy && <Loading as="lines" />}
        <ProblemNotice problem={read.problem} />
      </Stack>
    )
  const { file, columns, mapping } = value
  const options = [{ value: NONE, label: m.noColumn }, ...columns.names.map((name) => ({ value: name, label: name }))]
  return (
    <Stack gap={12}>
      <Row between>
        <p className="strong">{`${label} · ${m.chosenFile(file.name, formatNumber(columns.rows))}`}</p>
        <Button small onClick={() => onChange(null)}>
          {m.anotherFile}
        </Button>
      </Row>
      {columns.leftOut.length > 0 && (
        <p className="list-field-left-out">{m.leftOut(columns.leftOut.map((name) => `“${name}”`).join(', '))}</p>
      )}
      <fieldset className="list-field-columns">
        <legend>{m.columns}</legend>
        <Grid min={13}>
          {unitFields
            .filter((field) => !without.includes(field))
            .map((field) => (
              <SelectField
                key={field}
                label={m.fields[field]}
                value={mapping[field] ?? NONE}
                options={options}
                onChange={(column) =>
                  onChange({ ...value, mapping: { ...mapping, [field]: column === NONE ? '' : column } })
                }
              />
            ))}
        </Grid>
      </fieldset>
      <details className="list-field-sample">
        <summary>{m.sample}</summary>
        <section className="list-field-scroll" aria-label={m.sample} tabIndex={-1}>
          <table>
            <thead>
              <tr>
                {columns.names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {columns.sample.map((cells) => (
                <tr key={cells.join('|')}>
                  {cells.map((cell, at) => (
                    <td key={`${columns.names[at]}`}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </Stack>
  )
}
