/**
 * Sessions as they are kept between hellos: who came, under which token, with which streams and
 * clocks. Durable before a hello is answered, so that a server that was killed continues every
 * session.
 */
@NullMarked
package dev.datalab.ingest.session;

import org.jspecify.annotations.NullMarked;
