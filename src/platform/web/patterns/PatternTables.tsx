import { formatNumber, formatPercent } from '#shared/format.ts'
import { Bar } from '../Bar.tsx'
import { Card } from '../Card.tsx'
import { DataTable } from '../DataTable.tsx'
import { StateChip } from '../StateChip.tsx'
import { TreeTable } from '../TreeTable.tsx'
import { cellsOf, communes, criteria } from './content.ts'

/** Tables and trees. */
export function PatternTables() {
  return (
    <>
      <Card flush>
        <TreeTable
          label="Kết quả theo xã, thị trấn"
          nameTitle="Xã, thị trấn"
          rows={communes}
          load={async (id) => cellsOf(id)}
          loadKey={[]}
          toOf={(row) => `/_patterns?unit=${row.id}`}
          badge={(row) =>
            row.newCountryside && (
              <StateChip tone="gold" icon="flag">
                Nông thôn mới
              </StateChip>
            )
          }
          columns={[
            { key: 'cells', title: 'Chi bộ ấp', end: true, cell: (row) => formatNumber(row.cells) },
            { key: 'recognised', title: 'Đã công nhận', end: true, cell: (row) => formatNumber(row.recognised) },
            { key: 'met', title: 'Đạt / đăng ký', end: true, cell: (row) => `${row.numerator}/${row.over}` },
            { key: 'share', title: 'Tỷ lệ', end: true, cell: (row) => formatPercent(row.numerator, row.over) },
            { key: 'bar', title: 'Mức đạt', cell: (row) => <Bar numerator={row.numerator} over={row.over} /> },
          ]}
        />
      </Card>
      <Card flush title="Tiêu chuẩn">
        <DataTable
          label="Tiêu chuẩn"
          rows={criteria}
          keyOf={(row) => row.id}
          toOf={(row) => `/_patterns?criterion=${row.id}`}
          columns={[
            { key: 'name', title: 'Tiêu chuẩn', cell: (row) => row.name },
            { key: 'cell', title: 'Chi bộ', cell: (row) => <StateChip tone="met">{row.cell}</StateChip> },
            {
              key: 'committee',
              title: 'Đảng ủy xã',
              cell: (row) =>
                row.committee ? (
                  <StateChip tone={row.committee === 'Đạt' ? 'met' : 'warn'}>{row.committee}</StateChip>
                ) : (
                  <span className="muted">Chưa</span>
                ),
            },
            { key: 'evidence', title: 'Minh chứng', end: true, cell: (row) => formatNumber(row.evidence) },
          ]}
        />
      </Card>
    </>
  )
}
