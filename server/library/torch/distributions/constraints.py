"""torch.distributions.constraints: values are not checked."""


class Constraint:
    def check(self, value):
        return True


boolean = real = positive = nonnegative = unit_interval = simplex = real_vector = Constraint()
nonnegative_integer = positive_integer = lower_cholesky = positive_definite = Constraint()
