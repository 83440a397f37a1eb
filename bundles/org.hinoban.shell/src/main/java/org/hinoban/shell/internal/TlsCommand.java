package org.hinoban.shell.internal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.audit.AuditLog;
import org.hinoban.delivery.PublicAddress;
import org.hinoban.delivery.PublicCertificate;
import org.hinoban.delivery.PublicCertificate.Served;
import org.jspecify.annotations.Nullable;

/** Shows the certificate in use, and renews it. */
@Service
@Command(
        scope = "hinoban",
        name = "tls",
        description = "Shows the certificate that the pages are served with, and renews it",
        detailedDescription = "classpath:/help/tls.txt")
@SuppressWarnings("NullAway.Init")
public final class TlsCommand extends ConsoleCommand {
    /** As early as the notice on the pages. */
    private static final Duration EARLY = Duration.ofDays(14);

    @Reference
    private PublicCertificate pages;

    @Reference
    private PublicAddress address;

    @Reference
    private AuditLog audit;

    @Option(
            name = "--renew",
            description = "Makes a new self-signed certificate, or reads the configured files again, and serves it")
    private boolean renew;

    @Override
    void perform() throws Exception {
        if (renew) {
            try {
                show(pages.renew());
                record(audit, "tls --renew");
            } catch (GeneralSecurityException e) {
                throw ProblemException.refused(String.valueOf(e.getMessage()));
            }
            return;
        }
        Served served = pages.served().orElse(null);
        if (served != null) {
            show(served);
        } else if (json()) {
            out().println(JsonText.object(json -> {
                JsonText.member(json, "url", address.uri().toString());
                JsonText.member(json, "tls", false);
            }));
        } else {
            out().println("The pages are at " + address.uri() + ", on loopback and without a certificate.");
        }
    }

    private void show(Served served) throws GeneralSecurityException {
        X509Certificate own = served.chain().get(0);
        String subject = own.getSubjectX500Principal().getName();
        String issuer = own.getIssuerX500Principal().getName();
        String fingerprint = fingerprint(own);
        List<String> names = names(own);
        Instant until = own.getNotAfter().toInstant();
        String warning = warning(until);
        if (json()) {
            out().println(JsonText.object(json -> {
                JsonText.member(json, "url", address.uri().toString());
                JsonText.member(json, "tls", true);
                JsonText.member(json, "subject", subject);
                json.writeArrayFieldStart("names");
                for (String name : names) {
                    json.writeString(name);
                }
                json.writeEndArray();
                JsonText.member(json, "issuer", issuer);
                JsonText.member(json, "fingerprint", fingerprint);
                JsonText.member(json, "from", own.getNotBefore().toInstant());
                JsonText.member(json, "until", until);
                JsonText.member(json, "selfSigned", served.selfSigned());
                JsonText.member(json, "file", served.file().toString());
                JsonText.member(json, "warning", warning);
            }));
            return;
        }
        Table table = new Table();
        table.row(List.of("Pages", address.uri().toString()));
        table.row(List.of("Subject", subject));
        table.row(List.of("Names", String.join(", ", names)));
        table.row(List.of("Issuer", served.selfSigned() ? "itself (made here)" : issuer));
        table.row(List.of("SHA-256", fingerprint));
        table.row(List.of(
                "Until",
                until + " ("
                        + Math.max(0, Duration.between(Instant.now(), until).toDays()) + " days)"));
        table.row(List.of("File", served.file().toString()));
        out().println(table.text(width()));
        if (warning != null) {
            out().println("warning: " + warning);
        }
    }

    private static @Nullable String warning(Instant until) {
        Instant now = Instant.now();
        if (now.isAfter(until)) {
            return "it has ended, and browsers refuse it";
        }
        return now.plus(EARLY).isAfter(until) ? "it ends soon" : null;
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }
}
