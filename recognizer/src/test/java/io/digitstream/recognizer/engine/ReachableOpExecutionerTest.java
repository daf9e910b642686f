package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;
import org.nd4j.linalg.factory.Nd4j;

final class ReachableOpExecutionerTest {
    @Test
    void isTheExecutionerOfEveryOperation() {
        assertThat(Nd4j.getExecutioner()).isInstanceOf(ReachableOpExecutioner.class);
    }

    /** Only those that hand the operation to another of these methods, and so stay guarded, are left out. */
    @Test
    void guardsEveryWayIntoTheNatives() {
        List<Class<?>> firstParameters = List.of(Op.class, CustomOp.class);
        List<String> unguarded = Arrays.stream(NativeOpExecutioner.class.getDeclaredMethods())
                .filter(method -> method.getName().equals("exec") && Modifier.isPublic(method.getModifiers()))
                .filter(method -> firstParameters.stream()
                        .anyMatch(operation -> operation.isAssignableFrom(method.getParameterTypes()[0])))
                .filter(method -> !isGuarded(method))
                .map(method -> Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString())
                .toList();
        assertThat(unguarded)
                .containsExactlyInAnyOrder(
                        "[Op]",
                        "[IndexAccumulation]",
                        "[ReduceOp]",
                        "[ScalarOp]",
                        "[BroadcastOp]",
                        "[RandomOp]",
                        "[RandomOp, Random]");
    }

    private static boolean isGuarded(Method method) {
        return Arrays.stream(ReachableOpExecutioner.class.getDeclaredMethods())
                .anyMatch(own -> !own.isBridge()
                        && own.getName().equals("exec")
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }
}
