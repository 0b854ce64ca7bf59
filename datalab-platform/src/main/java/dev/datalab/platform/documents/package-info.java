/**
 * What a service remembers: documents of JSON text behind one narrow port.
 *
 * <p>A service owns one {@link dev.datalab.platform.documents.DocumentStore}; no other service
 * reads it. A document lies in a collection under an id, carries a version for optimistic
 * concurrency, and is found by its id, by a unique key, or by the equality of a look-up key.
 * Documents change in commits: a list of changes, each naming the version that it read, of which
 * all or none happen. That is little enough to fit one SQLite file a service as well as one MongoDB
 * database a service.
 *
 * <p>{@link dev.datalab.platform.documents.Documents} is the typed view that services use: it maps
 * records to JSON and says which of their fields are keys.
 */
@NullMarked
package dev.datalab.platform.documents;

import org.jspecify.annotations.NullMarked;
