package org.hinoban.notification.mail.internal;

import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.hinoban.api.notification.DeliveryException;

/** What the chain of exceptions of a failed sending says. */
final class Failure {
    private static final int MAX_LENGTH = 500;
    private static final int MAX_CAUSES = 20;

    private Failure() {}

    /**
     * The refusal of this recipient or of this mail for good, which no other route would change. A server that asks for
     * authentication or does not relay refuses us, not the recipient.
     */
    static Optional<DeliveryException> refusal(MessagingException failure) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().anyMatch(SMTPSenderFailedException.class::isInstance)) {
            return Optional.empty();
        }
        for (Throwable link : chain) {
            int code = 0;
            if (link instanceof SMTPAddressFailedException recipient) {
                code = recipient.getReturnCode();
            } else if (link instanceof SMTPSendFailedException mail && isData(mail.getCommand())) {
                code = mail.getReturnCode();
            }
            if (code >= 500 && code != 530 && code != 535 && code != 538 && !isAboutRelaying(link)) {
                return Optional.of(new DeliveryException(line(String.valueOf(link.getMessage())), true, failure));
            }
        }
        return Optional.empty();
    }

    /** Whether the server said that it does not take the mail, now or ever. Without that it may have taken it. */
    static boolean isRefusal(MessagingException failure) {
        return chain(failure).stream()
                .anyMatch(link -> link instanceof SMTPAddressFailedException
                        || link instanceof SMTPSenderFailedException
                        || (link instanceof SMTPSendFailedException mail && mail.getReturnCode() >= 400));
    }

    /** In one line: the server's answer if there is one, else what went wrong and why. */
    static String answer(MessagingException failure) {
        List<Throwable> chain = chain(failure);
        for (Throwable link : chain) {
            if (link instanceof SMTPAddressFailedException || link instanceof SMTPSenderFailedException) {
                return line(String.valueOf(link.getMessage()));
            }
        }
        Throwable root = chain.get(chain.size() - 1);
        String what = String.valueOf(failure.getMessage());
        String why = String.valueOf(root.getMessage());
        return line(root == failure || what.contains(why) ? what : what + " " + why);
    }

    static RouteException.Cause cause(MessagingException failure) {
        for (Throwable link : chain(failure)) {
            if (link instanceof MailConnectException
                    || link instanceof UnknownHostException
                    || link instanceof SocketTimeoutException) {
                return RouteException.Cause.NETWORK;
            }
            if (link instanceof SMTPSenderFailedException || isAboutRelaying(link)) {
                return RouteException.Cause.SERVER;
            }
            if (link instanceof SMTPAddressFailedException
                    || (link instanceof SMTPSendFailedException mail && isData(mail.getCommand()))) {
                return RouteException.Cause.MAIL;
            }
        }
        return RouteException.Cause.SERVER;
    }

    private static boolean isData(String command) {
        return !command.startsWith("MAIL") && !command.startsWith("RCPT");
    }

    private static boolean isAboutRelaying(Throwable refusal) {
        return String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT).contains("relay");
    }

    private static List<Throwable> chain(MessagingException failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable link = failure;
        while (link != null && chain.size() < MAX_CAUSES) {
            chain.add(link);
            Exception next = link instanceof MessagingException messaging ? messaging.getNextException() : null;
            link = next != null ? next : link.getCause();
        }
        return chain;
    }

    private static String line(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }
}
