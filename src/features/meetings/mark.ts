/** Marks of the roll (điểm danh): có mặt, vắng có lý do, vắng không lý do, được miễn. */
export const marks = ['present', 'excused', 'absent', 'exempt'] as const
export type Mark = (typeof marks)[number]
