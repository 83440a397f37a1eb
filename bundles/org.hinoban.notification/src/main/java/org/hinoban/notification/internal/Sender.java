package org.hinoban.notification.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.api.notification.UnansweredException;
import org.hinoban.api.text.LogReference;
import org.hinoban.notification.internal.Dispatcher.Flight;
import org.hinoban.notification.internal.Dispatcher.Result;
import org.hinoban.store.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one row over and writes down what became of it. */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private Sender() {}

    static void send(Flight flight, Desk desk, Outbox outbox, BiConsumer<Flight, Result> ended) {
        Result result = result(flight.row(), desk);
        if (flight.over().compareAndSet(false, true)) {
            settle(flight, result, outbox, desk, ended);
        }
    }

    private static Result result(Row row, Desk desk) {
        try {
            return new Result.Accepted(desk.send(row));
        } catch (UnansweredException e) {
            return new Result.Postponed(String.valueOf(e.getMessage()), e.isPathDown(), true);
        } catch (DeliveryException e) {
            String answer = String.valueOf(e.getMessage());
            return e.isPermanent()
                    ? new Result.Refused(answer)
                    : new Result.Postponed(answer, e instanceof PathDownException, false);
        } catch (InterruptedException e) {
            // the patience is over or the bundle stops; what is left to do here is short
            return new Result.Postponed("Interrupted before there was an answer", true, true);
        } catch (DatabaseException e) {
            // the dispatcher says it once for all
            return new Result.Postponed(String.valueOf(e.getMessage()), false, false);
        } catch (RuntimeException e) {
            String reference = LogReference.next();
            LOG.atError()
                    .addKeyValue(LogReference.KEY, reference)
                    .setCause(e)
                    .log("A message to {} could not be handed over", row.recipient());
            return new Result.Postponed("Failed, see reference " + reference + " in the log", false, false);
        }
    }

    /** Does not let go before it is written down or the bundle stops: what was accepted must not be sent again. */
    static void settle(Flight flight, Result result, Outbox outbox, Desk desk, BiConsumer<Flight, Result> ended) {
        try {
            for (int tries = 1; !write(flight.row(), result, outbox, desk, tries); tries++) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.accept(flight, result);
        }
    }

    private static boolean write(Row row, Result result, Outbox outbox, Desk desk, int tries) {
        try {
            if (result instanceof Result.Accepted accepted) {
                long at = outbox.settle(row, Row.ACCEPTED, accepted.answer());
                desk.accepted(row, at, accepted.answer());
            } else if (result instanceof Result.Refused refused) {
                long at = outbox.settle(row, Row.ABANDONED, refused.answer());
                desk.abandoned(row, at, refused.answer());
            } else if (result instanceof Result.Postponed postponed) {
                outbox.postpone(row, Dispatcher.delay(row.attempts()), postponed.answer(), postponed.unanswered());
            }
            return true;
        } catch (DatabaseException e) {
            if (tries == 1 && !(result instanceof Result.Postponed)) {
                LOG.warn(
                        "What became of message {} to {} is written down later: {}",
                        row.id(),
                        row.recipient(),
                        e.getMessage());
            }
            return false;
        }
    }
}
