export const vi = {
  denominators: {
    YEAR_REGISTERED: (year: number | null) => `Chỉ tiêu đăng ký năm ${year ?? ''}`.trim(),
    NTM_COMMUNE_CELLS: () => 'Chi bộ ấp, khu phố thuộc xã đạt nông thôn mới, đô thị văn minh',
    TERM_RESOLUTION: () => 'Chỉ tiêu nghị quyết nhiệm kỳ',
    ALL_CELLS: () => 'Toàn bộ chi bộ ấp, khu phố',
  },
  states: { value: '', missing: 'chưa đăng ký chỉ tiêu', not_applicable: 'không áp dụng' },
  bases: { then: 'theo tổ chức khi đó', now: 'theo tổ chức hiện nay' },
  upTo: (day: string) => `đến ${day}`,
}

export const en: typeof vi = {
  denominators: {
    YEAR_REGISTERED: (year) => `Registered for ${year ?? ''}`.trim(),
    NTM_COMMUNE_CELLS: () => 'Cells in new-countryside and civilised-urban communes',
    TERM_RESOLUTION: () => 'The term’s resolution',
    ALL_CELLS: () => 'All hamlet and neighbourhood cells',
  },
  states: { value: '', missing: 'no target registered', not_applicable: 'does not apply' },
  bases: { then: 'as organised then', now: 'as organised now' },
  upTo: (day) => `up to ${day}`,
}
