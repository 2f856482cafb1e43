import { useState } from 'react'
import { AsOfPicker } from '../AsOfPicker.tsx'
import { useAsOf } from '../asOf.ts'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { DocumentSheet } from '../DocumentSheet.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { Facts } from '../Facts.tsx'
import { Figure } from '../Figure.tsx'
import { Grid, Row, Split, Stack } from '../Layout.tsx'
import { LinkList } from '../LinkList.tsx'
import { Loading } from '../Loading.tsx'
import { useTell } from '../Notices.tsx'
import { Obstacles } from '../Obstacles.tsx'
import { PageHeader } from '../PageHeader.tsx'
import { PathStrip } from '../PathStrip.tsx'
import { Progress } from '../Progress.tsx'
import { Problem } from '../problem.ts'
import { ProblemNotice } from '../ProblemNotice.tsx'
import { useToday } from '../session.ts'
import { StateChip } from '../StateChip.tsx'
import { Timeline } from '../Timeline.tsx'
import { TodoCard } from '../TodoCard.tsx'
import { addDays } from '#shared/format.ts'
import { PatternFields } from './PatternFields.tsx'
import { PatternTables } from './PatternTables.tsx'
import { happenings, obstacles, paper, steps } from './content.ts'

/** Every pattern with content of the field, to look at and to test; reached in demonstration mode only. */
export function PatternsPage() {
  const tell = useTell()
  const today = useToday()
  const range = useAsOf()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <PageHeader
        title="Chi bộ ấp Cái Chốt · Hồ sơ 2021"
        crumbs={[{ text: 'Huyện ủy Giồng Trôm', to: '/_patterns' }, { text: 'Đảng ủy xã Mỹ Thạnh' }]}
        state={<StateChip tone="warn">Bị trả lại</StateChip>}
        detail="Đăng ký phấn đấu trong sạch, vững mạnh toàn diện"
        actions={<Button onClick={() => setAsking(true)}>Trả lại để bổ sung</Button>}
        main={
          <Button look="main" blocked="Còn thiếu 2 việc">
            Trình đề nghị công nhận
          </Button>
        }
      />
      <PathStrip steps={steps} />
      <Split
        aside={
          <>
            <Figure
              label="Chỉ tiêu nghị quyết nhiệm kỳ của xã"
              numerator={2}
              over={3}
              asOf="2021-12-01"
              to="/_patterns"
              note="Thêm chi bộ này: 3/3 (100%)"
            />
            <Card title="Diễn biến">
              <Timeline happenings={happenings} />
            </Card>
          </>
        }
      >
        <Obstacles title="Còn thiếu 2 việc mới trình được" obstacles={obstacles} />
        <Card title="Thông tin chi bộ">
          <Facts
            facts={[
              { label: 'Bí thư chi bộ', value: 'Nguyễn Văn Mẫu' },
              { label: 'Đảng viên', value: '31' },
              { label: 'Ngày đăng ký', value: '05/02/2021' },
              { label: 'Số nghị quyết', value: null },
            ]}
          />
        </Card>
        <ProblemNotice
          problem={
            new Problem({
              code: 'stale_version',
              status: 409,
              title: 'Nội dung đã được người khác thay đổi',
              detail: 'Hãy tải bản mới nhất, xem khác biệt rồi làm lại.',
            })
          }
        />
      </Split>
      <Stack>
        <TodoCard
          main
          title="Bổ sung minh chứng kiểm tra, giám sát đảng viên"
          context="Tiêu chuẩn 3"
          detail="Đảng ủy xã trả lại ngày 14/10/2021: “thiếu biên bản quý III”."
          due={addDays(today, -1)}
          action={{ label: 'Chụp hoặc chọn tệp', to: '/_patterns' }}
        />
        <TodoCard
          title="Chi bộ biểu quyết tự thẩm định"
          context="Hồ sơ năm 2021"
          detail="13/14 mục đã có ý kiến. Còn thiếu 1 mục mới biểu quyết được."
          due={addDays(today, 2)}
          action={{ label: 'Xem mục còn thiếu', to: '/_patterns' }}
        />
      </Stack>
      <Row between>
        <h2>Huyện Thạnh Phú, 6 tháng đầu năm 2022</h2>
        <AsOfPicker value={range} onChange={range.change} />
      </Row>
      <Grid>
        <Figure label="Chỉ tiêu đăng ký năm 2022" numerator={14} over={12} asOf="2022-06-30" to="/_patterns" />
        <Figure label="Ấp thuộc xã đạt nông thôn mới" numerator={16} over={43} asOf="2022-08-10" to="/_patterns" />
        <Figure label="Toàn bộ chi bộ ấp, khu phố" numerator={null} over={null} asOf="2022-06-30" to="/_patterns" />
        <Figure label="Khu phố thuộc phường" numerator={0} over={0} asOf="2022-06-30" to="/_patterns" />
      </Grid>
      <PatternTables />
      <Card title="Trạng thái">
        <Row>
          <StateChip tone="met">Đạt</StateChip>
          <StateChip tone="warn">Bổ sung</StateChip>
          <StateChip tone="late">Quá hạn 1 ngày</StateChip>
          <StateChip tone="gold">Đã công nhận</StateChip>
          <StateChip tone="slate">Đang thẩm định</StateChip>
          <StateChip tone="neutral">Chưa bắt đầu</StateChip>
        </Row>
        <Row>
          <Button icon="upload">Thêm minh chứng</Button>
          <Button small icon="edit">
            Sửa
          </Button>
          <Button look="danger" icon="trash" onClick={() => tell.done('Đã gỡ minh chứng', { undo: () => undefined })}>
            Gỡ minh chứng
          </Button>
          <Button look="quiet">Thôi</Button>
          <Button busy>Đang trình</Button>
        </Row>
        <Progress label="Đang gửi bien-ban-quy-3.pdf" done={18} of={42} count="18/42 MB" />
      </Card>
      <Card flush title="Chi bộ cần giúp trước">
        <LinkList
          items={[
            {
              key: '1',
              to: '/_patterns',
              title: 'Chi bộ ấp Nghĩa Huấn',
              detail: 'Còn thiếu 4 mục, hạn 20/10/2021',
              aside: <StateChip tone="late">Khó đạt</StateChip>,
            },
            {
              key: '2',
              to: '/_patterns',
              title: 'Chi bộ ấp Bến Đò',
              detail: 'Còn thiếu 1 mục',
              aside: <StateChip tone="met">Sẽ đạt</StateChip>,
            },
          ]}
        />
      </Card>
      <PatternFields />
      <DocumentSheet
        title="Quyết định công nhận"
        number="463-QĐ/HU"
        state={<StateChip tone="met">Đã ký</StateChip>}
        pages={[paper]}
        pdf="/_patterns"
        docx="/_patterns"
      />
      <Grid min={20}>
        <Card>
          <EmptyState
            icon="file"
            title="Chưa có minh chứng nào"
            action={<Button icon="camera">Chụp hoặc chọn tệp</Button>}
          >
            Ảnh, biên bản, nghị quyết của chi bộ sẽ ở đây. Một tệp dùng được cho nhiều tiêu chí.
          </EmptyState>
        </Card>
        <Card>
          <Loading />
        </Card>
      </Grid>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Ký và lấy số quyết định?"
        confirm="Ký và lấy số"
        onConfirm={() => setAsking(false)}
      >
        <p>Quyết định công nhận Chi bộ ấp Bến Đò sẽ nhận số kế tiếp của Huyện ủy Giồng Trôm, nhiệm kỳ 2020–2025.</p>
      </ConfirmDialog>
    </>
  )
}
