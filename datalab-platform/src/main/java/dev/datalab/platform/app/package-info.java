/**
 * Apps: the sites that are monitored, who works on them, and whether they are locked.
 *
 * <p>{@link dev.datalab.platform.app.AppMetaService} is the gRPC service. Who may do what is
 * decided in one place, {@code AppDocument.roleOf}, and checked inside of every change, against the
 * version of the app that the change is made from: a role that is taken away is gone for a request
 * that is under way, too. Every change is one commit.
 */
@NullMarked
package dev.datalab.platform.app;

import org.jspecify.annotations.NullMarked;
