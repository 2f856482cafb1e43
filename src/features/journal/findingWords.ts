import { formatNumber } from '#shared/format.ts'
import type { Finding } from './seal.ts'

/** What was found, in words for whoever has to act on it. */
export function findingWords(finding: Finding): string {
  switch (finding.kind) {
    case 'edited':
      return `Dòng nhật ký số ${finding.entry} đã bị sửa sau khi ghi.`
    case 'deleted':
      return `Dòng nhật ký số ${finding.entry} đã bị xóa.`
    case 'inserted':
      return `Dòng nhật ký số ${finding.entry} bị chèn vào giữa các dòng đã niêm phong.`
    case 'misdated':
      return `Dòng nhật ký số ${finding.entry} mang thời điểm không khớp với lúc niêm phong: bị chèn lùi hoặc đẩy ngày.`
    case 'link_edited':
      return `Mắt xích ${finding.position} (của dòng số ${finding.entry}) không khớp với mắt xích trước: chuỗi đã bị sửa hoặc đổi thứ tự.`
    case 'links_missing':
      return `Chuỗi thiếu mắt xích ${range(finding)}: đã bị xóa.`
    case 'links_unsealed':
      return `Mắt xích ${range(finding)} không nằm dưới dấu niêm phong nào: đã bị thêm vào, hoặc dấu niêm phong đã bị xóa.`
    case 'seal_missing':
      return `Dấu niêm phong số ${finding.seal} đã bị xóa.`
    case 'seal_edited':
      return `Dấu niêm phong số ${finding.seal} đã bị sửa: chữ ký không đúng.`
    case 'seal_key_unknown':
      return `Dấu niêm phong số ${finding.seal} ký bằng khóa không có trên máy này.`
    case 'rewritten':
      return `Chuỗi từ mắt xích ${range(finding)} đã bị viết lại: không khớp dấu niêm phong số ${finding.seal}.`
    case 'anchor_edited':
      return `Bản neo ${finding.anchor} đã bị sửa: chữ ký không đúng.`
    case 'anchor_differs':
      return `Dấu niêm phong số ${finding.seal} của cơ sở dữ liệu không giống bản neo ${finding.anchor}: phần cuối nhật ký đã bị cắt hoặc viết lại.`
  }
}

const range = ({ from, to }: { from: number; to: number }): string =>
  from === to ? formatNumber(from) : `${formatNumber(from)} đến ${formatNumber(to)}`
