// Labels of the dates cases that their own page contradicts: looked at one by one, each with the day the page tells and why.
// The rows "after looking" judge by these days; the raw rows stand beside them.

export type LabelDay = { readonly id: string; readonly day: string; readonly why: string }

export const contradictedDays: readonly LabelDay[] = [
  {
    id: 'htmldate/abcnews.com-Ramaswamy',
    day: '2023-11-08',
    why: 'printed "November 8, 2023, 11:15 PM"; the label is that instant by UTC',
  },
  { id: 'htmldate/1727473717', day: '2020-10-02', why: 'declared 2020-10-02T18:16:21+05:30, printed "Oct 02, 2020"' },
  {
    id: 'htmldate/1647262025',
    day: '2020-06-29',
    why: 'declared 2020-06-29T00:16:15+03:00, datelined 29 June; the label is that instant by UTC',
  },
  {
    id: 'htmldate/1500330653',
    day: '2020-01-21',
    why: 'printed "21 Jan 2020" beside the byline, and nowhere the 22nd',
  },
  {
    id: 'htmldate/eatsmarter.de-stoffwechsel',
    day: '2023-01-10',
    why: 'datePublished 2023-01-10; the label is dateModified',
  },
  {
    id: 'htmldate/focus.de-geldanlage',
    day: '2020-01-10',
    why: 'datePublished 2020-01-10; the label is the day of the last change',
  },
  {
    id: 'htmldate/gnu.org.gpl',
    day: '2007-06-29',
    why: 'the text is dated 29 June 2007; the label is from the line "Updated"',
  },
]
