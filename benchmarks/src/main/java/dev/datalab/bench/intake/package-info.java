/**
 * The intake under load: visitors with WebSockets who send frames of events, and a server that
 * acknowledges them once they are durable.
 *
 * <p>{@link dev.datalab.bench.intake.IntakeCommand} is the command line. {@code Measured} has the
 * server (a child process, unless one is named) and its app; {@code Load} sends and listens in one
 * thread over plain channels, so that the machine is the server's; {@code FrameWriter} lays the
 * frames out. Latencies at a rate are counted from the moment when a frame was due.
 */
@NullMarked
package dev.datalab.bench.intake;

import org.jspecify.annotations.NullMarked;
