// Which columns lead a front page. The formula is published at /about/ranking; change both together.
import type { RankedColumn } from '../model/index.ts'

/** Hours in which a column loses half of its freshness. */
const halfLifeHours = 12

/** Of the leading ten, so that a paper with fifty writers does not fill the page. */
const maxOfOnePublisher = 3

/**
 * The leading columns in order, at most `limit`: best score first, no two by one writer, at most three of one
 * publisher. A card that would break variety is passed over, not moved down: the river below holds it anyway.
 */
export function rankLeading<T extends RankedColumn>(cards: readonly T[], now: Date, limit = 10): T[] {
  const byScore = cards
    .map((card) => ({ card, score: leadingScore(card, now) }))
    .sort((a, b) => b.score - a.score || b.card.id - a.card.id)
  const chosen: T[] = []
  const writers = new Set<number>()
  const ofPublisher = new Map<number, number>()
  for (const { card } of byScore) {
    if (chosen.length === limit) break
    const already = ofPublisher.get(card.publisherId) ?? 0
    if (already === maxOfOnePublisher || card.credits.some((credit) => writers.has(credit.columnistId))) continue
    chosen.push(card)
    ofPublisher.set(card.publisherId, already + 1)
    for (const credit of card.credits) writers.add(credit.columnistId)
  }
  return chosen
}

/** freshness × attention, halved when the publisher gave no date and we only know when we first saw the piece. */
export function leadingScore(card: RankedColumn, now: Date): number {
  return freshness(card.publishedAt, now) * attention(card.opens) * (card.publishedKnown ? 1 : 0.5)
}

/** 1 for a column published now, 1/2 after twelve hours, 1/4 after a day; never more than 1. */
export function freshness(publishedAt: Date, now: Date): number {
  const ageHours = Math.max(0, now.getTime() - publishedAt.getTime()) / 3_600_000
  return 2 ** (-ageHours / halfLifeHours)
}

/** 1 for a column nobody has opened yet; 1.5 after one open at the publisher, 2.5 after seven, 4.5 after 127. */
export function attention(opens: number): number {
  return 1 + Math.log2(1 + Math.max(0, opens)) / 2
}
