/**
 * A second opinion on the questions: counts small cases by enumeration, straight from the wording
 * of the contract, and is compared with the engine on random ones.
 *
 * <p>Nothing here asks the engine anything that is judged: matchers, filters, sessions, calendars
 * and attempts are evaluated anew, naively, and differently. Only value records are shared. "Rule
 * n" means the n-th rule of the section on how a funnel counts in the outside contract.
 */
@NullMarked
package dev.datalab.testkit.oracle;

import org.jspecify.annotations.NullMarked;
