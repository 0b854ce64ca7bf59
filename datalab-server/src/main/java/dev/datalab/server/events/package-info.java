/**
 * The role {@code eventmanager}: imports, exports and archives as calls of the gRPC service {@code
 * EventManager}, over the libraries' importer, exporter and store.
 *
 * <p>What takes long runs on an executor of its own and is paced by whoever is slower: an import
 * asks for the next chunk when it has read the one before, an export waits until the peer takes
 * more. Who may do what is asked of AppMeta, in the caller's name; and it is AppMeta that knows
 * which generation of an app is the present one.
 */
@NullMarked
package dev.datalab.server.events;

import org.jspecify.annotations.NullMarked;
