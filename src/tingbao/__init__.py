"""听报 Tingbao: Chinese articles in, chaptered Mandarin audio briefings out."""

__version__ = "0.1.0"
