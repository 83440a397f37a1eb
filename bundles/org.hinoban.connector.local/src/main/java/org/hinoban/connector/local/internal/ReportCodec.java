package org.hinoban.connector.local.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;

/** Reports as bytes. */
final class ReportCodec {
    private static final int CHANGED = 1;
    private static final int NOTED = 2;
    private static final int WHOLE = 3;

    private ReportCodec() {}

    static byte[] encode(Report report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(report.source());
        out.writeUTF(report.epoch());
        out.writeLong(report.sequence());
        out.writeUTF(report.server());
        Observation observation = report.observation();
        if (observation instanceof Observation.Changed changed) {
            out.writeByte(CHANGED);
            write(out, changed);
        } else if (observation instanceof Observation.Noted noted) {
            out.writeByte(NOTED);
            out.writeUTF(noted.component().value());
            write(out, noted.kind());
            write(out, noted.arguments());
            out.writeLong(noted.occurred().toEpochMilli());
        } else if (observation instanceof Observation.Whole whole) {
            out.writeByte(WHOLE);
            out.writeInt(whole.notNormal().size());
            for (Observation.Changed changed : whole.notNormal()) {
                write(out, changed);
            }
            out.writeLong(whole.occurred().toEpochMilli());
        }
        return bytes.toByteArray();
    }

    static Report decode(byte[] bytes) throws IOException {
        try {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            return new Report(in.readUTF(), in.readUTF(), in.readLong(), in.readUTF(), observation(in));
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a report", e);
        }
    }

    private static Observation observation(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case CHANGED -> changed(in);
            case NOTED ->
                new Observation.Noted(
                        new ComponentPath(in.readUTF()), kind(in), arguments(in), Instant.ofEpochMilli(in.readLong()));
            case WHOLE -> {
                List<Observation.Changed> changes = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    changes.add(changed(in));
                }
                yield new Observation.Whole(changes, Instant.ofEpochMilli(in.readLong()));
            }
            default -> throw new IOException("No observation has the type " + type);
        };
    }

    private static void write(DataOutputStream out, Observation.Changed changed) throws IOException {
        out.writeUTF(changed.component().value());
        out.writeUTF(changed.state().word());
        write(out, changed.kind());
        write(out, changed.arguments());
        out.writeLong(changed.occurred().toEpochMilli());
        out.writeInt(changed.log().size());
        for (LogLine line : changed.log()) {
            Instant time = line.time();
            out.writeLong(time == null ? Long.MIN_VALUE : time.toEpochMilli());
            out.writeUTF(line.text());
        }
    }

    private static Observation.Changed changed(DataInputStream in) throws IOException {
        ComponentPath component = new ComponentPath(in.readUTF());
        State state = State.ofWord(in.readUTF());
        Kind kind = kind(in);
        Map<String, String> arguments = arguments(in);
        Instant occurred = Instant.ofEpochMilli(in.readLong());
        List<LogLine> lines = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            long time = in.readLong();
            lines.add(new LogLine(time == Long.MIN_VALUE ? null : Instant.ofEpochMilli(time), in.readUTF()));
        }
        return new Observation.Changed(component, state, kind, arguments, occurred, lines);
    }

    private static void write(DataOutputStream out, Kind kind) throws IOException {
        out.writeUTF(kind.bundle());
        out.writeUTF(kind.name());
        out.writeInt(kind.parameters().size());
        for (String parameter : kind.parameters()) {
            out.writeUTF(parameter);
        }
    }

    private static Kind kind(DataInputStream in) throws IOException {
        String bundle = in.readUTF();
        String name = in.readUTF();
        List<String> parameters = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            parameters.add(in.readUTF());
        }
        return new Kind(bundle, name, parameters);
    }

    private static void write(DataOutputStream out, Map<String, String> arguments) throws IOException {
        out.writeInt(arguments.size());
        for (Map.Entry<String, String> argument : arguments.entrySet()) {
            out.writeUTF(argument.getKey());
            out.writeUTF(argument.getValue());
        }
    }

    private static Map<String, String> arguments(DataInputStream in) throws IOException {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            arguments.put(in.readUTF(), in.readUTF());
        }
        return arguments;
    }
}
