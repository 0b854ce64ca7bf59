/**
 * Events as bytes: the pages of a segment, and the rows of a log. Knows no store.
 *
 * <p><b>Blocks.</b> A segment holds events of one partition and one calendar month (UTC), dealt out
 * to 2^n buckets by the upper bits of the {@linkplain dev.datalab.core.block.VisitorKey visitor's
 * key}. A bucket's events are a block, sorted by visitor (key as an unsigned number, then id), then
 * (time, stream, seq). A block has a page for each {@linkplain dev.datalab.core.segment.Column
 * column}, so that a question reads the columns it asks for, and has tables of its own, so that
 * nobody holds the table of a whole month: a block is about a quarter of a million events, the
 * tables repeat little, and an app with millions of addresses costs no more memory than the blocks
 * somebody is looking at.
 *
 * <p><b>A page</b> is: version ({@code 1}, one byte), number of the column (one byte), packing (one
 * byte: 0 plain, 1 deflated without zlib's header), length of the body (varint), body, CRC32C of
 * all before it (four bytes, lowest first). Numbers are varints (seven bits a byte, lowest first);
 * "zigzag" puts the sign into the lowest bit; texts are UTF-8 with their length before them; a
 * table is its size and its entries. A body is:
 *
 * <dl>
 *   <dt>visitors
 *   <dd>bit mask of the numbers of the other pages that exist; number of visitors; for each the
 *       number of events; for each the length of the id; the ids. Keys are not stored: they are the
 *       ids' hashes. A page that does not exist stands for a column that says nothing.
 *   <dt>times
 *   <dd>the earliest time (zigzag, milliseconds since the epoch); the unit, which is the greatest
 *       common divisor of all differences (imported data often has whole seconds); then for each
 *       visitor's first event the difference from the earliest time, for the others from the event
 *       before, in units.
 *   <dt>symbols, dimensions, properties, sessions, streams
 *   <dd>a table in the order in which its entries first come, and codes: shape 0, all are the
 *       first; shape 1, number of planes and the planes, the codes' lowest bytes first; shape 2,
 *       runs of (length, distance from the number of codes seen so far, zigzag).
 *   <dt>pages
 *   <dd>only for events whose symbol does not say the page: a table, and codes as above: 0 for the
 *       page of the visitor's event before (empty for the first), else one more than the index.
 *   <dt>seqs
 *   <dd>for each event the difference (zigzag) from one more than the seq before it.
 *   <dt>elapsed
 *   <dd>one more than the milliseconds; 0 is unknown.
 *   <dt>ids
 *   <dd>for each event how many bytes it shares with the id before and how many are its own; then
 *       the own bytes.
 *   <dt>details
 *   <dd>a table of addresses; for each page visit a code of the page before it (0 none, 1 the page
 *       of the visitor's event before, else two more than the index); for each click x and y (0
 *       unknown, else one more than the zigzag); for each movement its points (dt, x, y, pause,
 *       target).
 * </dl>
 *
 * <p>Deflate is left to find what is regular beyond that: columns are laid out in whole bytes, so
 * that it can. What most questions read is stored plain unless it shrinks a lot.
 */
@NullMarked
package dev.datalab.core.segment;

import org.jspecify.annotations.NullMarked;
