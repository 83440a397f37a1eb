package org.hinoban.itests.reports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The test methods in class files, read without loading them. */
final class CompiledTests {
    private static final Set<String> TEST_ANNOTATIONS = Set.of(
            "Lorg/junit/jupiter/api/Test;",
            "Lorg/junit/jupiter/api/RepeatedTest;",
            "Lorg/junit/jupiter/api/TestFactory;",
            "Lorg/junit/jupiter/api/TestTemplate;",
            "Lorg/junit/jupiter/params/ParameterizedTest;",
            "Lorg/junit/Test;",
            "Lcom/tngtech/archunit/junit/ArchTest;");

    private final Map<String, Type> types = new HashMap<>();

    /** Adds the classes of one folder; a folder that is not there has none. */
    CompiledTests add(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    read(file);
                }
            }
        }
        return this;
    }

    /** All that must be reported: the own and the inherited tests of every class that is not abstract. */
    SortedSet<TestMethod> methods() {
        SortedSet<TestMethod> methods = new TreeSet<>();
        types.forEach((name, type) -> {
            if (!type.isAbstract) {
                testsOf(name).forEach(test -> methods.add(new TestMethod(name, test)));
            }
        });
        return methods;
    }

    /** When the class was compiled, or nothing if it is not there any more. */
    @Nullable
    FileTime compiled(String name) {
        Type type = types.get(name);
        return type == null ? null : type.compiled;
    }

    private Set<String> testsOf(String name) {
        Set<String> tests = new HashSet<>();
        Type type = types.get(name);
        if (type != null) {
            tests.addAll(type.tests);
            type.parents.forEach(parent -> tests.addAll(testsOf(parent)));
        }
        return tests;
    }

    private void read(Path file) throws IOException {
        Type type = new Type(Files.getLastModifiedTime(file));
        try (InputStream in = Files.newInputStream(file)) {
            ClassReader reader = new ClassReader(in);
            reader.accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            types.put(reader.getClassName().replace('/', '.'), type);
        }
    }

    private static final class Type extends ClassVisitor {
        final FileTime compiled;
        final Set<String> tests = new HashSet<>();
        List<String> parents = List.of();
        boolean isAbstract;

        Type(FileTime compiled) {
            super(Opcodes.ASM9);
            this.compiled = compiled;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String[] interfaces) {
            isAbstract = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) != 0;
            parents = Stream.concat(Stream.ofNullable(superName), Stream.of(interfaces))
                    .map(parent -> parent.replace('/', '.'))
                    .toList();
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    note(annotation, name);
                    return null;
                }
            };
        }

        @Override
        public FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    note(annotation, name);
                    return null;
                }
            };
        }

        private void note(String annotation, String member) {
            if (TEST_ANNOTATIONS.contains(annotation)) {
                tests.add(member);
            }
        }
    }
}
