export const vi = {
  title: 'Sắp xếp đơn vị',
  outcomes: {
    exact: 'Đúng loại, đúng tên.',
    tone_style: 'Cùng tên, dấu thanh đặt theo kiểu khác.',
    number_style: 'Cùng số, cách viết khác.',
    by_district: 'Nhiều đơn vị cùng tên; chọn theo huyện trong ngoặc.',
    by_neighbours: 'Nhiều đơn vị cùng tên; chọn theo huyện của các đơn vị được nêu cùng.',
    kind_changed: 'Cùng tên, cùng huyện; loại đơn vị đã đổi từ khi lập danh sách cũ.',
    kind_missing: 'Không nêu loại; chỉ một đơn vị có tên này.',
    other_spelling: 'Cùng huyện; cách viết khác.',
    kept: 'Giữ nguyên.',
    district_level: 'Cả huyện thành một đơn vị.',
    province_level: 'Tỉnh.',
    ambiguous: 'Nhiều đơn vị cùng tên, chưa đủ căn cứ để chọn.',
    not_found: 'Danh sách cũ không có đơn vị này (có thể đã đổi tên hoặc sáp nhập từ trước).',
    district_not_found: 'Danh sách cũ không có huyện nêu trong ngoặc.',
  },
  because: {
    named_whole: 'đơn vị này nêu tên mà không nói là một phần.',
    named_rest: 'đơn vị này nhận phần còn lại.',
    same_name: 'đơn vị này mang tên cũ.',
    named_first: 'đơn vị này được nêu trước.',
  },
  misplaced: {
    no_parent: 'không tìm thấy đơn vị cấp trên.',
    unknown_level: 'không rõ cấp.',
    no_name: 'thiếu mã hoặc tên.',
    code_twice: 'mã đã có ở dòng trên.',
  },
}

export const en: typeof vi = {
  title: 'Reorganisations',
  outcomes: {
    exact: 'That kind, that name.',
    tone_style: 'The same name, the tone mark in the other style.',
    number_style: 'The same number, written differently.',
    by_district: 'Several of that name; chosen by the district in brackets.',
    by_neighbours: 'Several of that name; chosen by the districts of the units named with it.',
    kind_changed: 'The same name and district; the kind has changed since the old list was made.',
    kind_missing: 'The kind is not said; one unit has that name.',
    other_spelling: 'The same district; written differently.',
    kept: 'Unchanged.',
    district_level: 'A whole district became one unit.',
    province_level: 'A province.',
    ambiguous: 'Several of that name, and no ground to choose.',
    not_found: 'The old list lacks this unit (it may have been renamed or merged before).',
    district_not_found: 'The old list lacks the district in brackets.',
  },
  because: {
    named_whole: 'it names the unit without saying "a part".',
    named_rest: 'it took what was left.',
    same_name: 'it bears the old name.',
    named_first: 'it is named first.',
  },
  misplaced: {
    no_parent: 'the unit above is not found.',
    unknown_level: 'the level is unknown.',
    no_name: 'code or name is missing.',
    code_twice: 'the code stands in an earlier row.',
  },
}

/** The words for a code of one of these tables; the code itself when it is unknown. */
export function wordsFor(table: 'outcomes' | 'because' | 'misplaced', code: string): string {
  const words: Record<string, string> = vi[table]
  return words[code] ?? code
}
