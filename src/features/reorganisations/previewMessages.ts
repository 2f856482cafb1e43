import type { Outcome } from './affected.ts'
import type { Cause } from './becoming.ts'

type Words<Code extends string> = Record<Code, (values: Record<string, string>) => string>
const of = (values: Record<string, string>, key: string): string => values[key] ?? ''

/** What becomes of things and people, and why: the same words on screens and in files. */
export const vi = {
  outcomes: {
    stays: () => 'Giữ nguyên.',
    handled_by: (v) => `Hồ sơ giữ nguyên, từ nay trình ${of(v, 'to')} (trước: ${of(v, 'from')}).`,
    kept_by: (v) => `Danh hiệu giữ nguyên; do ${of(v, 'granted')} công nhận, nay do ${of(v, 'keeper')} giữ.`,
    kept: (v) => `Danh hiệu giữ nguyên, vẫn do ${of(v, 'keeper')} giữ.`,
    stops: (v) => `${of(v, 'unit')} kết thúc: hồ sơ dừng lại. Hoàn tất hoặc rút trước ngày đó.`,
    counted_under: (v) => `Ở lại với đơn vị cũ; theo tổ chức hiện nay được tính vào ${of(v, 'into')}.`,
    counted_nowhere: () => 'Ở lại với đơn vị cũ; không có đơn vị kế tục nên không tính vào tổ chức hiện nay.',
    renamed: (v) => `Giữ nguyên, mang tên mới: ${of(v, 'to')}.`,
    team_ends: (v) => `${of(v, 'team')} kết thúc: lên lịch lại với tổ của đơn vị mới.`,
    sign_before: (v) => `Cơ quan ban hành kết thúc: ký đến hết ngày ${of(v, 'eve')}, sau đó phải soạn lại.`,
    names_new: (v) => `Ký từ ngày đó thì ghi ${of(v, 'to')}.`,
  } satisfies Words<Outcome['code']>,
  causes: {
    create: () => 'lập mới',
    rename: () => 'đổi tên',
    change_kind: () => 'đổi loại',
    move: (v) => `chuyển về ${of(v, 'into')}`,
    merge: (v) => `${of(v, 'from')} gộp vào ${of(v, 'into')}`,
    split: (v) => `${of(v, 'from')} tách thành ${of(v, 'into')}`,
    extract: (v) => `một phần của ${of(v, 'from')} chuyển về ${of(v, 'into')}`,
    abolish: (v) => (v['into'] ? `${of(v, 'from')} kết thúc, ${of(v, 'into')} tiếp nhận` : `${of(v, 'from')} kết thúc`),
    reopen: () => 'lập lại',
    above: (v) => `đơn vị trên thay đổi: nay là ${of(v, 'into')}`,
  } satisfies Words<Cause['does']>,
  people: {
    ends: (eve: string, why: string) => `Chức vụ kết thúc hết ngày ${eve}: ${why}.`,
    changed: (to: string) => `Giữ chức vụ; đơn vị nay là ${to}.`,
    moved: (to: string, why: string) => `Giữ chức vụ; đơn vị nay thuộc ${to}${why ? ` (${why})` : ''}.`,
    receives: (why: string) => `Giữ chức vụ; đơn vị nhận thêm: ${why}.`,
    gives: (why: string) => `Giữ chức vụ; đơn vị bớt đi: ${why}.`,
    above: (to: string) => `Giữ chức vụ; đơn vị trên nay là ${to}.`,
    nothing: 'Giữ chức vụ.',
  },
  many: (first: string, rest: number) => `${first} và ${rest} đơn vị nữa`,
  year: (year: string) => `năm ${year}`,
  noNumber: 'chưa có số',
  numbered: (number: string) => `số ${number}`,
  visitOn: (day: string) => `Khảo sát ngày ${day}`,
  dueOn: (day: string) => `Hạn ${day}`,
  titleOf: (day: string) => `Công nhận ngày ${day}`,
  targetOf: (value: string) => `Chỉ tiêu ${value}`,
  file: {
    name: 'Người cần báo',
    columns: ['Họ và tên', 'Chức vụ', 'Đơn vị', 'Thuộc', 'Thay đổi', 'Từ ngày', 'Phương án', 'Quyết định'],
  },
}

export const en: typeof vi = {
  outcomes: {
    stays: () => 'Stays as it is.',
    handled_by: (v) => `Stays as it is and now goes to ${of(v, 'to')} (before: ${of(v, 'from')}).`,
    kept_by: (v) => `The title stays; granted by ${of(v, 'granted')}, now kept by ${of(v, 'keeper')}.`,
    kept: (v) => `The title stays, kept by ${of(v, 'keeper')} as before.`,
    stops: (v) => `${of(v, 'unit')} ends and the dossier stops: finish or withdraw it before that day.`,
    counted_under: (v) => `Stays with the old unit; as now it counts under ${of(v, 'into')}.`,
    counted_nowhere: () => 'Stays with the old unit; there is no successor, so as now it counts nowhere.',
    renamed: (v) => `Stays, under the new name ${of(v, 'to')}.`,
    team_ends: (v) => `${of(v, 'team')} ends: plan it again with a team of the new unit.`,
    sign_before: (v) => `The issuing body ends: sign it by ${of(v, 'eve')}, or draft it anew.`,
    names_new: (v) => `Signed from that day on it names ${of(v, 'to')}.`,
  },
  causes: {
    create: () => 'newly made',
    rename: () => 'renamed',
    change_kind: () => 'of another kind',
    move: (v) => `moved to ${of(v, 'into')}`,
    merge: (v) => `${of(v, 'from')} merged into ${of(v, 'into')}`,
    split: (v) => `${of(v, 'from')} split into ${of(v, 'into')}`,
    extract: (v) => `a part of ${of(v, 'from')} went to ${of(v, 'into')}`,
    abolish: (v) => (v['into'] ? `${of(v, 'from')} ended, ${of(v, 'into')} took over` : `${of(v, 'from')} ended`),
    reopen: () => 'opened again',
    above: (v) => `the unit above changes: now ${of(v, 'into')}`,
  },
  people: {
    ends: (eve, why) => `The position ends with ${eve}: ${why}.`,
    changed: (to) => `Keeps the position; the unit is now ${to}.`,
    moved: (to, why) => `Keeps the position; the unit is now under ${to}${why ? ` (${why})` : ''}.`,
    receives: (why) => `Keeps the position; the unit receives: ${why}.`,
    gives: (why) => `Keeps the position; the unit gives away: ${why}.`,
    above: (to) => `Keeps the position; the unit above is now ${to}.`,
    nothing: 'Keeps the position.',
  },
  many: (first, rest) => `${first} and ${rest} more`,
  year: (year) => `year ${year}`,
  noNumber: 'no number yet',
  numbered: (number) => `no. ${number}`,
  visitOn: (day) => `Visit on ${day}`,
  dueOn: (day) => `Due ${day}`,
  titleOf: (day) => `Recognised on ${day}`,
  targetOf: (value) => `Target ${value}`,
  file: {
    name: 'People to tell',
    columns: ['Name', 'Position', 'Unit', 'Under', 'What changes', 'From', 'Plan', 'Decision'],
  },
}
