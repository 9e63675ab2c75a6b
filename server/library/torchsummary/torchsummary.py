# A model of `torchsummary.torchsummary`.

from torchsummary import summary, summary_string
