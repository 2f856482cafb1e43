import { expect, it } from 'vitest'
import { dossierStates } from './dossier.ts'
import { vi } from './messages.ts'
import { workflowPicture, workflowTable } from './workflowPicture.ts'

const page = `# Đường đi của một hồ sơ

Hình và bảng này sinh ra từ chính bảng quy trình trong \`src/features/dossiers/dossier.ts\`. Cấp nào giữ phần việc nào là
dữ liệu có ngày của chương trình: đến 30/6/2025 cấp huyện thẩm định, cho ý kiến và quyết định; từ 01/7/2025 còn hai cấp,
không có bước cho ý kiến thì báo cáo thẩm định đi thẳng đến bước quyết định.

\`\`\`mermaid
${workflowPicture(vi)}\`\`\`

Mọi bước, kể cả những bước giữ nguyên trạng thái (·):

${workflowTable(vi)}`

it('the picture in the docs is that of the table (`vitest -u` draws it again)', async () => {
  await expect(page).toMatchFileSnapshot('../../../docs/workflow.md')
})

it('every state has its name in the picture', () => {
  for (const state of dossierStates) expect(workflowPicture(vi)).toContain(`${state}: ${vi.states[state]}`)
})
